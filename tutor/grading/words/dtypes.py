"""Dtypes that don't go together, and operations a dtype doesn't have. *Any side.*"""

from __future__ import annotations

from tutor.grading.words.phrase import Phrase, Words
from tutor.language import _

WHOLE = ("torch.uint8", "torch.int8", "torch.int16", "torch.int32", "torch.int64")
DRAWS = ("normal_kernel_cpu", "normal_kernel_cuda", "check_uniform_bounds")
SMALL = ("torch.float16", "torch.bfloat16")


def lacks(words: Words) -> str:
    """An operation that has no code for a dtype: what to convert to follows from the dtype."""
    dtype = words["dtype"]
    if words["kernel"] in DRAWS:
        return _("Random floats can't be drawn as `{dtype}`: leave out the dtype, or use `torch.randint`.").format(
            dtype=dtype
        )
    if words["kernel"].startswith("bitwise"):
        return _(
            "`&`, `|` and `^` are for bools and whole numbers: put comparisons in brackets, as in `(x > 1) & (x < 3)`."
        )
    if dtype in WHOLE or dtype == "torch.bool":
        return _(
            "This operation needs floats, and the tensor holds `{dtype}`: convert it first with `.float()`."
        ).format(dtype=dtype)
    if dtype in SMALL:
        return _(
            "This operation doesn't exist for `{dtype}` here: compute in `torch.float32`, with `.float()`."
        ).format(dtype=dtype)
    if dtype.startswith("torch.complex"):
        return _("This operation doesn't exist for complex numbers, and the tensor holds `{dtype}`.").format(
            dtype=dtype
        )
    return _(
        "This operation is for whole numbers or bools, and the tensor holds `{dtype}`: use `.long()` or a comparison."
    ).format(dtype=dtype)


def out_of_place(words: Words) -> str:
    """A result that can't be kept in the tensor it is to be written into."""
    want, have = words["dtype_want"], words["dtype_have"]
    return _(
        "The result is `{have}` and can't be written into a tensor of `{want}`: make a new one "
        "(`x = x + y`, not `x += y`), or convert first."
    ).format(have=have, want=want)


MIXED = (
    Phrase(
        "RuntimeError",
        r"expected m1 and m2 to have the same dtype, but got: (?P<dtype_one>.+) != (?P<dtype_two>.+)",
        "A matrix product needs one dtype, and left is `{dtype_one}` and right `{dtype_two}`: convert one with `.to`.",
    ),
    Phrase(
        "RuntimeError",
        r"mat1 and mat2 must have the same dtype, but got (?P<dtype_one>\w+) and (?P<dtype_two>\w+)",
        "A matrix product (or layer) needs one dtype, and here `{dtype_one}` meets `{dtype_two}`: convert one "
        "with `.to`.",
    ),
    Phrase(
        "RuntimeError",
        r"dot : expected both vectors to have same dtype, but found (?P<dtype_one>\w+) and (?P<dtype_two>\w+)",
        "A dot product needs one dtype, and left is `{dtype_one}` and right `{dtype_two}`: convert one with `.to`.",
    ),
    Phrase(
        "RuntimeError",
        r"addmv input tensors must have the same dtype, but got \w+, (?P<dtype_one>\w+), and (?P<dtype_two>\w+)",
        "Matrix and vector need one dtype, and here they are `{dtype_one}` and `{dtype_two}`: convert one with `.to`.",
    ),
    Phrase(
        "RuntimeError",
        r"expected scalar type (?P<dtype_want>\w+) but found (?P<dtype_have>\w+)",
        "Both tensors need one dtype here, and `{dtype_want}` meets `{dtype_have}`: convert one with `.to`.",
    ),
    Phrase(
        "RuntimeError",
        r"Expected object of scalar type (?P<dtype_want>\w+) but got scalar type (?P<dtype_have>\w+)",
        "All tensors here need one dtype, and `{dtype_want}` meets `{dtype_have}`: convert one with `.to`.",
    ),
    Phrase(
        "RuntimeError",
        r"Found dtype (?P<dtype_have>\w+) but expected (?P<dtype_want>\w+)",
        "A tensor of `{dtype_want}` is needed here, and this one is `{dtype_have}`: convert it with `.to`.",
    ),
    Phrase(
        "RuntimeError",
        r"(?P<dtype_one>[A-Z]\w+) did not match (?P<dtype_two>[A-Z]\w+)$",
        "The two tensors need one dtype, and here `{dtype_one}` meets `{dtype_two}`: convert one with `.to`.",
    ),
    Phrase(
        "RuntimeError",
        r"expected dtype (?P<dtype_want>[\w: ]+) for `(?P<name>\w+)` but got dtype (?P<dtype_have>[\w: ]+)",
        "`{name}` must be `{dtype_want}` as the tensor it goes with, and is `{dtype_have}`: convert it with `.to`.",
    ),
    Phrase(
        "RuntimeError",
        r"Index put requires the source and destination dtypes match, got (?P<dtype_want>\w+) for the destination and "
        r"(?P<dtype_have>\w+) for the source",
        "Values of `{dtype_have}` can't be written by index into a tensor of `{dtype_want}`: convert them with `.to`.",
    ),
    Phrase(
        "RuntimeError",
        r"index_add_\(\): self \((?P<dtype_want>\w+)\) and source \((?P<dtype_have>\w+)\) must have the same",
        "What is added is `{dtype_have}`, and the tensor it is added to is `{dtype_want}`: convert one with `.to`.",
    ),
    Phrase(
        "RuntimeError",
        r"scatter\(\): Expected self\.dtype to be equal to src\.dtype",
        "The values to be scattered must have the dtype of the tensor they go into: convert them with `.to`.",
    ),
    Phrase(
        "RuntimeError",
        r"result type (?P<dtype_have>\w+) can't be cast to the desired output type (?P<dtype_want>\w+)",
        out_of_place,
    ),
)

INDICES = (
    Phrase(
        "RuntimeError",
        r"(?P<name>\w+)\(\): Expected dtype int32(?:/| or )int64 for index",
        "The index given to `{name}` must hold whole numbers, dtype `torch.int64`: convert it with `.long()`.",
    ),
    Phrase(
        "RuntimeError",
        r"Expected tensor for argument #\d+ 'indices' to have one of the following scalar types: .*; but got "
        r"(?P<dtype>[\w.]+) instead",
        "Row numbers must be whole, dtype `torch.int64`, and these are `{dtype}`: convert them with `.long()`.",
    ),
    Phrase(
        "RuntimeError",
        r"one_hot is only applicable to index tensor",
        "`one_hot` counts classes with whole numbers, dtype `torch.int64`: convert the tensor with `.long()`.",
    ),
    Phrase(
        "RuntimeError",
        r"expected target dtype to be Long or Byte, but got (?P<dtype>\w+)",
        "The target holds class numbers, so it must be `torch.int64`, and it is `{dtype}`: convert it with `.long()`.",
    ),
    Phrase(
        "IndexError",
        r"tensors used as indices must be long, int, byte or bool tensors",
        "A tensor used as an index must hold whole numbers or bools: convert it with `.long()`, or compare to get a "
        "mask.",
    ),
)

MASKS = (
    Phrase(
        "RuntimeError",
        r"masked_fill_? only supports boolean masks, but got mask with dtype (?P<dtype>[\w: ]+)",
        "A mask must hold bools, and this one is `{dtype}`: make it with a comparison, or convert it with `.bool()`.",
    ),
    Phrase(
        "RuntimeError",
        r"masked_select: expected BoolTensor for mask",
        "A mask must hold bools: make it with a comparison such as `x > 0`, or convert it with `.bool()`.",
    ),
    Phrase(
        "RuntimeError",
        r"where expected condition to be a boolean tensor, but got a tensor with dtype (?P<dtype>\w+)",
        "`where` needs a condition of bools, and this one is `{dtype}`: write a comparison, or convert with `.bool()`.",
    ),
    Phrase(
        "RuntimeError",
        r"Subtraction, the `-` operator, with two bool tensors",
        "Bools can't be subtracted: `a ^ b` is True where they differ, and `.int()` makes numbers of them.",
    ),
    Phrase(
        "RuntimeError",
        r"(Subtraction|Negation), the `-` operator, (with|on) a bool tensor",
        "`-` doesn't work on bools: `~mask` turns True and False round, and `.int()` makes numbers of them.",
    ),
    Phrase(
        "TypeError",
        r"~ \(operator\.invert\) is only implemented on integer and Boolean",
        "`~` turns a mask of bools round, and this tensor holds floats: make a mask first, as in `x > 0`.",
    ),
)

KINDS_OF_NUMBER = (
    Phrase(
        "RuntimeError",
        r"mean\(\): could not infer output dtype\. Optional dtype .* Got: (?P<dtype>\w+)",
        "A mean is seldom a whole number, so `dtype` must be a float dtype, and `{dtype}` is asked for.",
    ),
    Phrase(
        "RuntimeError",
        r"mean\(\): could not infer output dtype\. Input dtype .* Got: (?P<dtype>\w+)",
        "`mean` needs floats, and this tensor holds `{dtype}`: convert it first, as in `x.float().mean()`.",
    ),
    Phrase(
        "RuntimeError",
        r"std and var only support floating point",
        "`std` and `var` need floats, and this tensor holds whole numbers: convert it first, as in `x.float().std()`.",
    ),
    Phrase(
        "RuntimeError",
        r"(?:linalg\.)?(?P<name>\w+)(?:: Expected a floating point or complex tensor as input| only supports "
        r"floating-point dtypes for input)[.,] [Gg]ot:? (?P<dtype>\w+)",
        "`{name}` needs floats, and this tensor holds `{dtype}`: convert it first with `.float()`.",
    ),
    Phrase(
        "RuntimeError",
        r"(?:linalg\.)?(?P<name>\w+): Low precision dtypes not supported\. Got (?P<dtype>\w+)",
        "`{name}` doesn't exist for `{dtype}`: compute in `torch.float32`, with `.float()`.",
    ),
    Phrase(
        "RuntimeError",
        r"quantile\(\) input tensor must be either float or double",
        "`quantile` needs floats: convert the tensor first with `.float()`.",
    ),
    Phrase(
        "RuntimeError ValueError",
        r"Integers to negative integer powers are not allowed",
        "Whole numbers can't be raised to a negative power, which gives fractions: turn them into floats first.",
    ),
    Phrase("NotImplementedError RuntimeError", r"\"(?P<kernel>[\w:]+)\" not implemented for '(?P<dtype>\w+)'", lacks),
    Phrase(
        "RuntimeError",
        r"self\.size\(-1\) must be divisible by (?P<size>\d+) to view (?P<dtype_have>\w+) as (?P<dtype_want>\w+)",
        "`view` with a dtype reads the same bytes anew; to convert the values, write `.to({dtype_want})`.",
    ),
    Phrase(
        "RuntimeError",
        r"bincount only supports 1-d non-negative",
        "`bincount` takes one axis of whole numbers from 0 upwards.",
    ),
    Phrase(
        "RuntimeError",
        r"value cannot be converted to type (?P<dtype>[\w: ]+) without overflow",
        "A number doesn't fit into the dtype asked for, `{dtype}`: take a wider one, or scale the numbers.",
    ),
    Phrase(
        "ValueError RuntimeError OverflowError",
        r"Overflow when unpacking long|Python int too large to convert to C (long|int)",
        "A whole number is too large: 64 bits hold numbers up to `2**63 - 1`.",
    ),
    Phrase(
        "TypeError",
        r"(invalid dtype object: )?only floating-point types are supported as the default type",
        "The default dtype must be a float dtype, such as `torch.float32` or `torch.float64`.",
    ),
    Phrase(
        "TypeError",
        r"torch\.(?P<name>finfo|iinfo)\(\) requires an? .* input type",
        "`torch.finfo` is for float dtypes and `torch.iinfo` for whole-number dtypes: take the other one.",
    ),
)

PHRASES = (*MIXED, *INDICES, *MASKS, *KINDS_OF_NUMBER)
