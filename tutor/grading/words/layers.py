"""Layers, losses, optimisers and loaders of torch.nn, torch.optim and torch.utils.data. *Any side.*"""

from __future__ import annotations

from tutor.grading.words.phrase import Phrase

LAYERS = (
    Phrase(
        "RuntimeError",
        r"Given groups=\d+, weight of size \[(?P<shape_weight>[^\]]*)\], expected input\[[^\]]*\] to have "
        r"(?P<want>\d+) channels, but got (?P<have>\d+) channels",
        "This convolution takes {want} channels, and what comes in has {have} (axis 1, after the batch).",
    ),
    Phrase(
        "RuntimeError",
        r"Expected (?P<one>\d+)D \(unbatched\) or (?P<two>\d+)D \(batched\) input to (?P<name>\w+), but got input of "
        r"size: \[(?P<shape>[^\]]*)\]",
        "`{name}` takes {one} axes, or {two} with the batch in front, and this has shape {shape}: channels are an "
        "axis too.",
    ),
    Phrase(
        "RuntimeError",
        r"Calculated padded input size per channel: \((?P<shape_have>[^)]*)\)\. Kernel size: \((?P<shape_want>[^)]*)\)",
        "The kernel, {shape_want}, is larger than the picture with its padding, {shape_have}.",
    ),
    Phrase(
        "RuntimeError",
        r"Given input size: \((?P<shape>[^)]*)\)\. Calculated output size: .* Output size is too small",
        "The input, {shape}, is too small: nothing would be left of it after this layer.",
    ),
    Phrase(
        "ValueError",
        r"Expected more than 1 value per channel when training, got input size torch\.Size\(\[(?P<shape>[^\]]*)\]\)",
        "Batch normalisation needs more than one value for each channel: a batch of 1 can't be trained on, only "
        "evaluated.",
    ),
    Phrase(
        "RuntimeError",
        r"running_mean should contain (?P<have>\d+) elements not (?P<want>\d+)",
        "This batch normalisation was made for {want} channels, and what comes in has {have} on axis 1.",
    ),
    Phrase(
        "ValueError",
        r"expected (?P<want>\w+)D(?: or \w+D)* input \(got (?P<have>\d+)D input\)",
        "This layer takes a tensor of {want} axes, and this one has {have}.",
    ),
    Phrase(
        "RuntimeError",
        r"Given normalized_shape=\[(?P<shape_want>[^\]]*)\], expected input with shape .*, but got input of "
        r"size ?\[(?P<shape_have>[^\]]*)\]",
        "This normalisation works on a last part of {shape_want}, and what comes in has shape {shape_have}.",
    ),
    Phrase(
        "RuntimeError",
        r"input\.size\(-1\) must be equal to input_size\. Expected (?P<want>\d+), got (?P<have>\d+)",
        "This layer takes {want} numbers at each step, and the last axis of what comes in has size {have}.",
    ),
    Phrase(
        "ValueError",
        r"(?P<name>GRU|LSTM|RNN): Expected input to be 2D or 3D, got (?P<have>\d+)D",
        "`{name}` takes 3 axes (or 2 without the batch), and this tensor has {have}.",
    ),
    Phrase(
        "AssertionError",
        r"embed_dim must be divisible by num_heads",
        "Attention splits its width evenly among the heads: `embed_dim` must be a multiple of `num_heads`.",
    ),
    Phrase(
        "ValueError",
        r"dropout probability has to be between 0 and 1, but got (?P<have>\S+)",
        "The share to be dropped is a number between 0 and 1, and {have} is given.",
    ),
)

LOSSES = (
    Phrase(
        "IndexError",
        r"Target (?P<have>-?\d+) is out of bounds",
        "The target names class {have}, and there are fewer scores than that: classes are counted from 0.",
    ),
    Phrase(
        "ValueError",
        r"Expected input batch_size \((?P<one>\d+)\) to match target batch_size \((?P<two>\d+)\)",
        "There are scores for {one} examples, and targets for {two}: each example needs one target.",
    ),
    Phrase(
        "RuntimeError",
        r"0D or 1D target tensor expected, multi-target not supported",
        "Class numbers must be one for each example, in a tensor of one axis: `squeeze` takes out an axis of size 1.",
    ),
    Phrase(
        "RuntimeError",
        r"all elements of (input|target) should be between 0 and 1",
        "This loss takes probabilities between 0 and 1: apply `sigmoid` first, or use the version `with_logits`.",
    ),
    Phrase(
        "ValueError",
        r"(?:Using a target size|Target size) \(torch\.Size\(\[(?P<shape_target>[^\]]*)\]\)\) (?:that is different to "
        r"the input size|must be the same as input size) \(torch\.Size\(\[(?P<shape_input>[^\]]*)\]\)\)",
        "This loss compares number by number: the target has shape {shape_target} and the prediction {shape_input}.",
    ),
    Phrase(
        "RuntimeError",
        r"Class values must be (?P<what>smaller than num_classes|non-negative)",
        "`one_hot` takes class numbers from 0 to the number of classes less 1, and one of these isn't.",
    ),
)

MODELS = (
    Phrase(
        "NotImplementedError",
        r"Module \[(?P<name>\w+)\] is missing the required \"forward\" function",
        "`{name}` has no method `forward`, which says what the module computes: define it, and check its spelling.",
    ),
    Phrase(
        "AttributeError",
        r"cannot assign (module|parameters?) before Module\.__init__\(\) call",
        "`super().__init__()` must be the first line of a module's `__init__`, before anything is put into `self`.",
    ),
    Phrase(
        "AttributeError",
        r"'(?P<name>\w+)' object has no attribute '_(backward_hooks|forward_hooks|modules|parameters|buffers)'",
        "`{name}` is a module whose `__init__` doesn't call `super().__init__()`: make that its first line.",
    ),
    Phrase(
        "TypeError",
        r"cannot assign '.*' as parameter '(?P<name>\w+)' \(torch\.nn\.Parameter or None expected\)",
        "`{name}` is a parameter, so a plain tensor can't take its place: wrap it with `torch.nn.Parameter(...)`.",
    ),
    Phrase(
        "RuntimeError",
        r"Error\(s\) in loading state_dict for (?P<name>\w+):\s+Missing key\(s\) in state_dict: "
        r"(?P<key>[^\s,]+?)[.,]*(?:\s|$)",
        "The saved values don't belong to this `{name}`: there is nothing for {key} among them.",
    ),
    Phrase(
        "RuntimeError",
        r"Error\(s\) in loading state_dict for (?P<name>\w+):\s+size mismatch for (?P<key>[\w.]+): .* shape "
        r"torch\.Size\(\[(?P<shape_have>[^\]]*)\]\) .* is torch\.Size\(\[(?P<shape_want>[^\]]*)\]\)",
        "The saved values don't fit this `{name}`: `{key}` was {shape_have}, and is {shape_want} here.",
    ),
    Phrase(
        "RuntimeError",
        r"Error\(s\) in loading state_dict for (?P<name>\w+):\s+Unexpected key\(s\) in state_dict: "
        r"(?P<key>[^\s,]+?)[.,]*(?:\s|$)",
        "The saved values don't belong to this `{name}`: it has no place for {key}.",
    ),
    Phrase(
        "TypeError",
        r"(?P<kind>[\w.]+) is not a Module subclass",
        "Layers go into `Sequential` one after the other, without brackets round them, and this is {kind}.",
    ),
    Phrase(
        "ValueError",
        r"optimizer got an empty parameter list",
        "The optimiser has nothing to change: a model's layers must be put into `self` in its `__init__`.",
    ),
    Phrase(
        "TypeError",
        r"params argument given to the optimizer should be an iterable of Tensors or dicts, but got (?P<kind>[\w.]+)",
        "An optimiser takes a list of tensors, as in `SGD([w, b], lr=0.1)` or `SGD(model.parameters(), lr=0.1)`.",
    ),
    Phrase(
        "TypeError",
        r"optimizer can only optimize Tensors, but one of the params is (?P<kind>\w+)",
        "An optimiser changes tensors, and one of the things it is given is {kind}.",
    ),
    Phrase(
        "ValueError",
        r"can't optimize a non-leaf Tensor",
        "An optimiser changes tensors you made yourself, and this one was computed from others: give it those.",
    ),
    Phrase(
        "ValueError",
        r"Invalid learning rate: (?P<have>\S+)",
        "The learning rate can't be negative, and it is {have}.",
    ),
)

DATA = (
    Phrase(
        "AssertionError",
        r"Size mismatch between tensors",
        "The tensors of a `TensorDataset` must be equally long along axis 0: one row of each belongs together.",
    ),
    Phrase(
        "ValueError",
        r"Sum of input lengths does not equal the length of the input dataset",
        "The lengths given to `random_split` must add up to the number of examples.",
    ),
    Phrase(
        "ValueError",
        r"batch_size should be a positive integer value, but got batch_size=(?P<have>\S+)",
        "A batch holds at least 1 example, and `batch_size` is {have}.",
    ),
    Phrase(
        "TypeError",
        r"default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found "
        r"<class '(?P<kind>[\w.]+)'>",
        "A batch is put together from tensors and numbers, and an example holds {kind}.",
    ),
)

PHRASES = (*LAYERS, *LOSSES, *MODELS, *DATA)
