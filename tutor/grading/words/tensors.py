"""Making and converting tensors, chance, devices and memory. *Any side.*"""

from __future__ import annotations

from tutor.grading.words.phrase import Phrase, Words, whole
from tutor.language import _, later_

WANTED = {
    "Tensor": later_("a tensor"),
    "tuple of ints": later_("whole numbers"),
    "int": later_("a whole number"),
    "Number": later_("a number"),
    "float": later_("a number"),
    "bool": later_("True or False"),
    "torch.dtype": later_("a dtype such as `torch.float32`"),
    "tuple of Tensors": later_("a list of tensors"),
}


def wrong_argument(words: Words) -> str:
    """An argument of another type than a torch function takes."""
    name, argument, wanted = words["name"], words["argument"], words["wanted"]
    have = words["kind"]
    if argument == "size" and name == "randint":
        return _("`randint` needs a shape in round brackets after the bounds, as in `torch.randint(0, 10, (3,))`.")
    if argument == "size" and have == _("an int"):
        return _("`{name}` needs the shape in round brackets, as in `torch.{name}((3,), ...)`.").format(name=name)
    cure = _(": make one with `torch.tensor(...)`") if wanted == "Tensor" and have in map(_, NUMBERS) else ""
    return _("`{name}` needs {wanted} as its argument `{argument}`, and is given {have}{cure}.").format(
        name=name, wanted=_(WANTED[wanted]) if wanted in WANTED else wanted, argument=argument, have=have, cure=cure
    )


NUMBERS = ("an int", "a float", "a list", "a tuple", "a bool")


def no_such_form(words: Words) -> str:
    """Arguments that fit none of a function's forms."""
    name = words["name"]
    if name == "randint":
        return _("`randint` takes whole bounds and then a shape in round brackets, as in `torch.randint(0, 10, (3,))`.")
    if name == "normal":
        return _("`normal` takes a mean, a standard deviation and a shape, as in `torch.normal(0., 1., (3,))`.")
    if name in ("linspace", "logspace"):
        return _("`{name}` takes a start, an end and how many steps, as in `torch.{name}(0, 1, 5)`.").format(name=name)
    return _("`{name}` doesn't take `({have})`: look at the order and the types of the arguments it needs.").format(
        name=name, have=words["have"]
    )


def not_a_device(words: Words) -> str:
    name = words["name"]
    if name.startswith(("float", "int", "bool", "double", "long", "half")):
        return _("`'{name}'` is taken for a device here: a dtype is written `torch.{name}`, without quotes.").format(
            name=name
        )
    return _("There is no device called `'{name}'`: the usual names are `'cpu'` and `'cuda'`.").format(name=name)


def memory(words: Words) -> str:
    gib = whole(words["bytes"]) / 2**30
    amount = _("{gib:,.1f} GiB").format(gib=gib) if gib < 1e6 else _("millions of GiB")
    return _(
        "This asks for {amount} of memory at once, more than there is: look at the shapes that are combined here."
    ).format(amount=amount)


MAKING = (
    Phrase(
        "RuntimeError",
        r"Could not infer dtype of (?P<kind>\w+)",
        "A tensor is made of numbers, and here is {kind}.",
    ),
    Phrase(
        "TypeError ValueError",
        r"new\(\): invalid data type 'str'|too many dimensions 'str'",
        "A string stands where a number is needed: tensors are made of numbers, and are indexed by numbers.",
    ),
    Phrase(
        "TypeError",
        r"can't assign an? (?P<kind>\w+) to a torch\.\w+",
        "Numbers or tensors can be put into a tensor, and this is {kind}: make a list one with `torch.tensor`.",
    ),
    Phrase(
        "ValueError",
        r"could not determine the shape of object type '(?P<name>\w+)'",
        "A {name} isn't turned into a tensor directly: write `torch.tensor(x.to_numpy())`.",
    ),
    Phrase(
        "TypeError",
        r"expected np\.ndarray \(got (?P<kind>\w+)\)",
        "`from_numpy` takes a NumPy array, and this is {kind}: use `torch.tensor`, or `.to_numpy()` for pandas.",
    ),
    Phrase(
        "TypeError",
        r"can't convert np\.ndarray of type numpy\.object_",
        "The array holds Python objects (text, None, mixed columns), not numbers: pick numeric columns, or "
        "`.astype(float)`.",
    ),
    Phrase(
        "TypeError",
        r"can't convert np\.ndarray of type numpy\.(?P<name>\w+)",
        "A tensor can't hold what this array holds, `{name}`: turn it into numbers first, with `.astype(float)`.",
    ),
    Phrase(
        "RuntimeError",
        r"(zeros|ones|empty|full|rand|randn)?:? ?(Dimension size must be non-negative|Trying to create tensor with "
        r"negative dimension)",
        "A size in a shape can't be negative: look at how it was computed.",
    ),
    Phrase(
        "TypeError",
        r"(?P<name>\w+)\(\): argument '(?P<argument>\w+)' failed to unpack the object at pos (?P<which>\d+) with error "
        r"\"type must be tuple of ints,but got (?P<kind>\w+)",
        "`{name}` needs whole numbers for `{argument}`, and number {which} is {kind}.",
    ),
    Phrase(
        "TypeError",
        r"(?P<name>\w+)\(\): argument '\w+' failed to unpack the object at pos \d+ with error \"Overflow",
        "A size given to `{name}` is too large: no tensor can hold that many elements.",
    ),
    Phrase(
        "TypeError",
        r"(?P<name>\w+)\(\): argument '(?P<argument>\w+)'(?: \(position \d+\))? must be (?P<wanted>[\w. ]+?), (?:but "
        r"found|not) (?P<kind>[\w.]+)",
        wrong_argument,
    ),
    Phrase(
        "TypeError",
        r"(?P<name>\w+)\(\) received an invalid combination of arguments - got \((?P<have>[^()\n]*?)(?:, )?\), but",
        no_such_form,
    ),
    Phrase(
        "RuntimeError",
        r"upper bound and lower bound inconsistent with step sign",
        "`arange` never gets from its start to its end with this step: count down with a negative step only.",
    ),
    Phrase("RuntimeError", r"step must be nonzero", "`arange` with a step of 0 never gets to its end."),
    Phrase(
        "RuntimeError",
        r"number of steps must be non-negative",
        "The number of steps can't be negative: it counts the numbers that are made.",
    ),
    Phrase(
        "RuntimeError",
        r"torch\.clamp: At least one of 'min' or 'max' must not be None",
        "`clamp` needs a lowest value, a highest value, or both: `x.clamp(min=0)`.",
    ),
)

SINGLE_VALUES = (
    Phrase(
        "RuntimeError",
        r"a Tensor with (?P<size>\d+) elements cannot be converted to Scalar",
        "`item` takes a tensor of exactly 1 element, and this has {size}: pick one, or reduce it, as with `.sum()`.",
    ),
    Phrase(
        "ValueError TypeError",
        r"only one element tensors can be converted to Python scalars",
        "One number is needed here, and this tensor isn't one: pick an element or reduce it; `torch.stack` joins "
        "tensors.",
    ),
    Phrase(
        "TypeError",
        r"only integer tensors of a single element can be converted to an index",
        "A single whole number is needed here, and this tensor holds floats or several numbers.",
    ),
    Phrase(
        "RuntimeError",
        r"Boolean value of Tensor with more than one value is ambiguous",
        "One True or False is needed (by `if`, `and`, `not`, `max`, ...), and this tensor holds several: use `.any()` "
        "or `.all()`.",
    ),
    Phrase(
        "RuntimeError",
        r"Boolean value of Tensor with no values is ambiguous",
        "One True or False is needed here, and this tensor is empty: ask for `x.numel() > 0`.",
    ),
    Phrase(
        "TypeError",
        r"unsupported format string passed to (?:numpy\.)?(?P<name>Tensor|ndarray)\.__format__",
        "A format such as `:.2f` is for one number: write `x.item()` in the f-string, or leave out the format.",
    ),
)

CHANCE = (
    Phrase(
        "RuntimeError",
        r"random_ expects 'from' to be less than 'to', but got from=(?P<low>-?\d+) >= to=(?P<high>-?\d+)",
        "`randint` draws from the first bound up to, not including, the second, and {low} is not below {high}.",
    ),
    Phrase(
        "RuntimeError ValueError",
        r"normal expects (all elements of )?std >= 0|scale < 0",
        "A standard deviation can't be negative.",
    ),
    Phrase(
        "RuntimeError",
        r"Expected p_in >= 0 && p_in <= 1 to be true",
        "A probability must be between 0 and 1, and one of these isn't.",
    ),
    Phrase(
        "RuntimeError",
        r"probability tensor contains either `inf`, `nan` or element < 0",
        "One of the probabilities is negative, infinite or nan: weights for `multinomial` must be 0 or more.",
    ),
    Phrase(
        "RuntimeError",
        r"invalid multinomial distribution \(sum of probabilities <= 0\)",
        "All weights are 0, so there is nothing to draw: `multinomial` needs at least one above 0.",
    ),
    Phrase(
        "RuntimeError",
        r"cannot sample n_sample > prob_dist\.size\(-1\) samples without replacement",
        "There are more draws than things to draw from: pass `replacement=True` to draw the same one again.",
    ),
    Phrase(
        "RuntimeError",
        r"cannot sample n_sample <= 0 samples",
        "The number of draws must be at least 1.",
    ),
    Phrase(
        "RuntimeError",
        r"prob_dist must be 1 or 2 dim",
        "`multinomial` takes one row of weights, or a matrix of rows, so a tensor of 1 or 2 axes.",
    ),
    Phrase(
        "ValueError",
        r"Expected parameter (?P<name>\w+) \(.*\) of distribution (?P<which>\w+)\(",
        "A value given as `{name}` isn't allowed for the distribution `{which}`: look for negative, nan or too large "
        "ones.",
    ),
    Phrase("ValueError", r"expected non-negative integer", "A seed is a whole number from 0 upwards."),
    Phrase(
        "RuntimeError",
        r"manual_seed expected a long, but got (?P<kind>\w+)",
        "A seed is a whole number, and this is {kind}.",
    ),
    Phrase(
        "RuntimeError",
        r"quantile\(\) q must be in the range \[0, 1\] but got (?P<q>\S+)",
        "`q` is a share between 0 and 1, and it is {q}: for percent, divide by 100.",
    ),
)

PLACES = (
    Phrase(
        "RuntimeError",
        r"Expected all tensors to be on the same device, but (?:found at least two devices, (?P<one>[\w:]+) and "
        r"(?P<two>[\w:]+)!|got .*)",
        "These tensors lie on different devices, CPU and graphics card: bring them together with `.to(device)`.",
    ),
    Phrase(
        "RuntimeError",
        r"Tensor on device (?P<one>[\w:]+) is not on the expected device (?P<two>[\w:]+)!",
        "One tensor is on device `{one}` and another on `{two}`: bring them together with `.to(device)`.",
    ),
    Phrase(
        "TypeError",
        r"can't convert meta device type tensor to numpy",
        "A tensor on the `meta` device has a shape and a dtype but no numbers, so there is nothing to convert.",
    ),
    Phrase(
        "TypeError",
        r"can't convert (?P<name>[\w:]+) device type tensor to numpy",
        "NumPy works in the CPU's memory, and this tensor is on `{name}`: write `x.cpu().numpy()`.",
    ),
    Phrase(
        "NotImplementedError RuntimeError",
        r"Cannot copy out of meta tensor; no data!|Tensor\.item\(\) cannot be called on meta tensors",
        "A tensor on the `meta` device has a shape and a dtype but no numbers: make it on the CPU instead.",
    ),
    Phrase(
        "AssertionError RuntimeError",
        r"Torch not compiled with CUDA enabled|Found no NVIDIA driver|No CUDA GPUs are available",
        "There is no graphics card that PyTorch can use here: leave out `.cuda()` and `device='cuda'`.",
    ),
    Phrase(
        "RuntimeError",
        r"Expected one of cpu, cuda, .* device type at start of device string: (?P<name>.*)",
        not_a_device,
    ),
    Phrase(
        "RuntimeError", r".*(?:can't allocate|not enough) memory: you tried to allocate (?P<bytes>\d+) byte", memory
    ),
    Phrase(
        "_ArrayMemoryError MemoryError",
        r"Unable to allocate (?P<size>[\d.]*\d)\.? (?P<unit>\w+) for an array with shape \((?P<shape>[^)]*)\)",
        "An array of shape {shape} needs {size} {unit} of memory, more than there is: look at what is combined here.",
    ),
    Phrase(
        "OutOfMemoryError",
        r"CUDA out of memory",
        "The graphics card has no memory left for this: use smaller batches, or a smaller model.",
    ),
    Phrase(
        "_ArrayMemoryError MemoryError",
        r"",
        "This asks for more memory than there is: look at the sizes and shapes that are combined here.",
    ),
)

PHRASES = (*MAKING, *SINGLE_VALUES, *CHANCE, *PLACES)
