"""What autograd refuses. *Any side.*"""

from __future__ import annotations

from tutor.grading.words.phrase import Phrase

IN_PLACE = (
    Phrase(
        "RuntimeError",
        r"a leaf Variable that requires grad is being used in an in-place operation",
        "A tensor that requires grad can't be changed in place (`+=`, `add_`): do it inside `with torch.no_grad():`.",
    ),
    Phrase(
        "RuntimeError",
        r"a view of a leaf Variable that requires grad is being used in an in-place operation",
        "This writes into part of a tensor that requires grad: do it inside `with torch.no_grad():`, or in a "
        "`.clone()`.",
    ),
    Phrase(
        "RuntimeError",
        r"one of the variables needed for gradient computation has been modified by an inplace operation: "
        r"\[[\w.]+ \[(?P<shape>[^\]]*)\]\]",
        "`backward` needs values that were overwritten in place (`+=`, `x[i] =`, a name ending in `_`): a tensor of "
        "shape {shape}.",
    ),
    Phrase(
        "RuntimeError",
        r"Output \d+ of \w+ is a view and is being modified inplace",
        "This tensor shares memory with others cut from the same one, and can't be changed in place: make a new one.",
    ),
    Phrase(
        "RuntimeError",
        r"A view was created in no_grad mode and is being modified inplace",
        "A part taken inside `no_grad` is changed outside of it: do both inside, or both outside.",
    ),
    Phrase(
        "RuntimeError",
        r"Inference tensors cannot be saved for backward|Setting requires_grad=True on inference tensor",
        "A tensor made in `inference_mode` can't take part in gradients: use `no_grad`, or take a `.clone()` outside.",
    ),
)

BACKWARD = (
    Phrase(
        "RuntimeError",
        r"element 0 of tensors does not require grad",
        "Nothing to differentiate: no tensor behind this value requires grad, or it was cut off by `detach` or "
        "`no_grad`.",
    ),
    Phrase(
        "RuntimeError",
        r"grad can be implicitly created only for scalar outputs",
        "Gradients are taken of a single number, and this tensor has more: take its `.sum()` or `.mean()` first.",
    ),
    Phrase(
        "RuntimeError",
        r"grad_and_value\(f\)\(\*args\): Expected f\(\*args\) to return a scalar",
        "`grad` differentiates a function that returns a single number, and this one returns more: sum it up.",
    ),
    Phrase(
        "RuntimeError",
        r"Trying to backward through the graph a second time",
        "An earlier `backward` has freed what this one needs: compute the result again, or pass `retain_graph=True`.",
    ),
    Phrase(
        "RuntimeError",
        r"Mismatch in shape: grad_output\[\d+\] has a shape of torch\.Size\(\[(?P<shape_have>[^\]]*)\]\) and "
        r"output\[\d+\] has a shape of torch\.Size\(\[(?P<shape_want>[^\]]*)\]\)",
        "The gradient passed in has shape {shape_have}; it must have that of the result it belongs to, {shape_want}.",
    ),
    Phrase(
        "RuntimeError",
        r"The differentiated Tensor at index (?P<which>\d+) appears to not have been used in the graph",
        "The result doesn't depend on tensor {which} (the first is 0), so it has no gradient with respect to it.",
    ),
    Phrase(
        "RuntimeError",
        r"One of the differentiated Tensors does not require grad",
        "A gradient is asked for with respect to a tensor that has no `requires_grad=True`.",
    ),
)

SETTINGS = (
    Phrase(
        "RuntimeError",
        r"[Oo]nly Tensors of floating point (and complex )?dtype can require gradients",
        "Gradients are fractions, so only tensors of floats can require them: write `1.` for `1`, or use `.float()`.",
    ),
    Phrase(
        "RuntimeError",
        r"you can only change requires_grad flags of leaf variables",
        "A computed tensor can't switch off `requires_grad`: take `x.detach()`, its values cut off from gradients.",
    ),
    Phrase(
        "RuntimeError",
        r"attempting to assign a gradient of size '\[(?P<shape_have>[^\]]*)\]' to a tensor of size "
        r"'\[(?P<shape_want>[^\]]*)\]'",
        "A gradient has the shape of its tensor, which is {shape_want}, and the one given has shape {shape_have}.",
    ),
    Phrase(
        "TypeError",
        r"assigned grad expected to be a Tensor or None but got grad of type (?P<kind>\w+)",
        "`.grad` must be a tensor or None, and it is given {kind}.",
    ),
    Phrase(
        "RuntimeError",
        r"can't retain_grad on Tensor that has requires_grad=False|cannot register a hook on a tensor that doesn't",
        "This tensor doesn't require grad, so no gradient will ever reach it: set `requires_grad=True` first.",
    ),
    Phrase(
        "RuntimeError",
        r"Can't call numpy\(\) on Tensor that requires grad",
        "NumPy knows nothing of gradients: cut the tensor off from them first, with `x.detach().numpy()`.",
    ),
    Phrase(
        "RuntimeError",
        r"Only Tensors created explicitly by the user .* support the deepcopy",
        "A computed tensor can't be deep-copied along with its history: copy `x.detach()` instead.",
    ),
)

OWN_FUNCTIONS = (
    Phrase(
        "RuntimeError",
        r"function (?P<name>\w+)Backward returned an incorrect number of gradients \(expected (?P<want>\d+), got "
        r"(?P<have>\d+)\)",
        "`backward` of `{name}` must return one gradient for each input of `forward`: {want}, and it returns {have}.",
    ),
    Phrase(
        "RuntimeError",
        r"Function (?P<name>\w+)Backward returned an invalid gradient at index (?P<which>\d+) - got "
        r"\[(?P<shape_have>[^\]]*)\] but expected shape compatible with \[(?P<shape_want>[^\]]*)\]",
        "`backward` of `{name}` returns shape {shape_have} for input {which} (the first is 0), of shape {shape_want}.",
    ),
    Phrase(
        "RuntimeError",
        r"Legacy autograd function with non-static forward",
        "An `autograd.Function` isn't made and called, but applied: `MyFunction.apply(x)`, with static methods.",
    ),
    Phrase(
        "NotImplementedError",
        r"You must implement either the backward or vjp method",
        "This `autograd.Function` has no `backward`, so there is no gradient through it: define one.",
    ),
    Phrase(
        "RuntimeError",
        r"vmap: It looks like you're calling \.item\(\)",
        "Inside `vmap` a tensor stands for many at once, so it has no single value for `.item()` to give.",
    ),
    Phrase(
        "RuntimeError",
        r"vmap: It looks like you're attempting to use a Tensor in some data-dependent",
        "Inside `vmap` a tensor stands for many at once, so `if` can't ask for its value: use `torch.where`.",
    ),
)

PHRASES = (*IN_PLACE, *BACKWARD, *SETTINGS, *OWN_FUNCTIONS)
