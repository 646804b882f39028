"""What NumPy says. *Any side.*"""

from __future__ import annotations

from tutor.grading.words.phrase import Phrase, Words, whole
from tutor.language import _


def no_such_axis(words: Words) -> str:
    axes = whole(words["axes"])
    if axes < 2:
        why = _("the only one is 0") if axes else _("this is a single number without axes")
        return _("There is no axis {axis} here: {why}.").format(axis=words["axis"], why=why)
    return _("There is no axis {axis} here: they are numbered 0 to {axes}, or from the end -1 to -{axes_2}.").format(
        axis=words["axis"], axes=axes - 1, axes_2=axes
    )


SHAPES = (
    Phrase(
        "ValueError",
        r"operands could not be broadcast together with shapes \((?P<shape_one>[^)]*)\) \((?P<shape_two>[^)]*)\)",
        "Shapes {shape_one} and {shape_two} don't fit: from the right, sizes must be equal, or one of them 1.",
    ),
    Phrase(
        "ValueError",
        r"operands could not be broadcast together with remapped shapes",
        "These shapes don't fit: from the right, sizes must be equal, or one of them 1.",
    ),
    Phrase(
        "ValueError",
        r"could not broadcast input array from shape \((?P<shape_have>[^)]*)\) into shape \((?P<shape_want>[^)]*)\)",
        "Values of shape {shape_have} don't fit the place they are put in, which has shape {shape_want}.",
    ),
    Phrase(
        "ValueError",
        r"shape mismatch: value array of shape \((?P<shape_have>[^)]*)\) could not be broadcast to indexing result of "
        r"shape \((?P<shape_want>[^)]*)\)",
        "The places chosen have shape {shape_want} and the values {shape_have}: there must be a value for each place.",
    ),
    Phrase(
        "ValueError",
        r"(?:matmul|vecdot|matvec|vecmat): Input operand \d+ has a mismatch in its core dimension .* "
        r"\(size (?P<two>\d+) is different from (?P<one>\d+)\)",
        "A matrix product needs as many columns on the left as rows on the right, and here sizes {one} and {two} meet.",
    ),
    Phrase(
        "ValueError",
        r"solve\d?: Input operand \d+ has a mismatch in its core dimension .* \(size (?P<two>\d+) is different from "
        r"(?P<one>\d+)\)",
        "The right side must have as many rows as the matrix, and here {one} meets {two}.",
    ),
    Phrase(
        "ValueError",
        r"(?P<name>\w+): Input operand \d+ does not have enough dimensions",
        "`{name}` (`@`) needs at least one axis on both sides, and one side is a single number: use `*`.",
    ),
    Phrase(
        "ValueError",
        r"shapes \((?P<shape_one>[^)]*)\) and \((?P<shape_two>[^)]*)\) not aligned: (?P<one>\d+) \(dim \d+\) != "
        r"(?P<two>\d+)",
        "In `dot` of shapes {shape_one} and {shape_two}, size {one} of the left meets size {two} of the right: "
        "they must be equal.",
    ),
    Phrase(
        "ValueError",
        r"cannot reshape array of size (?P<size>\d+) into shape \((?P<shape>[^)]*)\)",
        "The array has {size} elements, and they can't be laid out in shape {shape} without one left over or missing.",
    ),
    Phrase(
        "ValueError",
        r"can only specify one unknown dimension",
        "`-1` in a shape means the size that is left over, so it may stand there only once.",
    ),
    Phrase(
        "ValueError",
        r"setting an array element with a sequence\. The requested array has an inhomogeneous shape",
        "The rows of an array must be equally long and nested alike, and these aren't.",
    ),
    Phrase(
        "ValueError",
        r"setting an array element with a sequence",
        "Several values are put where there is place for one number.",
    ),
    Phrase(
        "AxisError",
        r"(?:\w+: )?axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<axes>\d+)",
        no_such_axis,
    ),
    Phrase("AxisError", r"\((?P<axis>-?\d+), (?P<axes>\d+), ", no_such_axis),
    Phrase(
        "ValueError",
        r"all the input array dimensions except for the concatenation axis must match exactly, but along dimension "
        r"(?P<axis>\d+), the array at index (?P<which>\d+) has size (?P<one>\d+) and the array at index \d+ has size "
        r"(?P<two>\d+)",
        "Arrays to be joined must agree in all other axes, and at axis {axis} one has size {one} and another {two}.",
    ),
    Phrase(
        "ValueError",
        r"all the input arrays must have same number of dimensions, but the array at index \d+ has (?P<one>\d+) "
        r"dimension\(s\) and the array at index \d+ has (?P<two>\d+)",
        "Arrays to be joined need equally many axes, and here one has {one} and another {two}.",
    ),
    Phrase("ValueError", r"all input arrays must have the same shape", "`stack` needs arrays of one shape."),
    Phrase("ValueError", r"need at least one array to concatenate", "The list of arrays to be joined is empty."),
    Phrase(
        "ValueError",
        r"zero-dimensional arrays cannot be concatenated",
        "Single numbers have no axis to join along: use `np.stack`, or make an array of them with `np.array`.",
    ),
    Phrase(
        "TypeError",
        r"only integer scalar arrays can be converted to a scalar index",
        "A single whole number is needed here, not an array: arrays to be joined go into one list, `[a, b]`.",
    ),
    Phrase(
        "ValueError",
        r"axes don't match array",
        "`transpose` must name every axis of the array exactly once.",
    ),
    Phrase(
        "ValueError",
        r"array split does not result in an equal division",
        "The axis can't be cut into that many equal pieces: `np.array_split` allows unequal ones.",
    ),
    Phrase(
        "ValueError",
        r"cannot select an axis to squeeze out which has size not equal to one",
        "Only an axis of size 1 can be squeezed out, and this one is larger.",
    ),
    Phrase("ValueError", r"negative dimensions are not allowed", "A size in a shape can't be negative."),
    Phrase(
        "LinAlgError",
        r"Last 2 dimensions of the array must be square|\d-dimensional array given",
        "This needs a square matrix, with as many rows as columns.",
    ),
)

VALUES = (
    Phrase(
        "ValueError",
        r"The truth value of an array with more than one element is ambiguous",
        "One True or False is needed (by `if`, `and`, `not`, ...), and this array holds several: use `.any()` or "
        "`.all()`.",
    ),
    Phrase(
        "ValueError",
        r"The truth value of an empty array is ambiguous",
        "One True or False is needed here, and this array is empty: ask for `a.size > 0`.",
    ),
    Phrase(
        "TypeError",
        r"only (0-dimensional|length-1|size-1) arrays can be converted to Python scalars",
        "One number is needed here, and this is an array: pick an element, as in `a[0]`, or reduce it, as with "
        "`.sum()`.",
    ),
    Phrase(
        "ValueError",
        r"can only convert an array of size 1 to a Python scalar",
        "`item` takes exactly 1 element, and here are more (or none): pick one, or reduce them, as with `.sum()`.",
    ),
    Phrase(
        "ValueError",
        r"zero-size array to reduction operation (?P<name>\w+)|attempt to get (?P<other>\w+) of an empty sequence",
        "The array is empty, so it has no largest or smallest element.",
    ),
    Phrase(
        "IndexError",
        r"arrays used as indices must be of integer \(or boolean\) type",
        "An array used as an index must hold whole numbers or bools: convert it with `.astype(int)`.",
    ),
    Phrase(
        "IndexError",
        r"boolean index did not match indexed array along axis (?P<axis>\d+); size of axis is (?P<want>\d+) but size "
        r"of corresponding boolean axis is (?P<have>\d+)",
        "The mask has size {have} at axis {axis}, and the array it picks from has size {want} there.",
    ),
    Phrase(
        "ValueError",
        r"assignment destination is read-only",
        "This array may only be read (pandas and `broadcast_to` give such): write into a `.copy()`.",
    ),
    Phrase(
        "OverflowError",
        r"Python integer (?P<value>-?\d+) out of bounds for (?P<name>\w+)",
        "{value} doesn't fit into the dtype `{name}`: take a wider one.",
    ),
)

DTYPES = (
    Phrase(
        "UFuncTypeError _UFuncOutputCastingError",
        r"Cannot cast ufunc '(?P<name>\w+)' output from dtype\('(?P<have>\w+)'\) to dtype\('(?P<want>\w+)'\)",
        "The result has dtype `{have}` and can't be written into an array of dtype `{want}`: write `a = a + b`, not "
        "`a += b`.",
    ),
    Phrase(
        "UFuncTypeError _UFuncNoLoopError",
        r"ufunc '(?P<name>\w+)' did not contain a loop",
        "`{name}` doesn't work on values of these dtypes: text can't be mixed with numbers.",
    ),
    Phrase(
        "UFuncTypeError",
        r"\.\.\.$",
        "The dtypes don't go together here: text beside numbers, or `+=` with a float on whole numbers.",
    ),
    Phrase(
        "TypeError",
        r"ufunc '(?P<name>\w+)' not supported for the input types",
        "`{name}` doesn't work on values of this dtype: look at `a.dtype`.",
    ),
    Phrase(
        "TypeError",
        r"loop of ufunc does not support argument \d+ of type (?P<kind>\w+) which has no callable (?P<name>\w+) method",
        "`{name}` needs numbers, and here is {kind}: convert with `.astype(float)`.",
    ),
    Phrase(
        "TypeError",
        r"the resolved dtypes are not compatible with \w+\.reduce|The 'out' kwarg is necessary when using the string",
        "This array holds text, which can't be calculated with: convert it with `.astype(float)`.",
    ),
    Phrase(
        "TypeError",
        r"numpy boolean subtract",
        "Bools can't be subtracted: `a ^ b` is True where they differ, and `.astype(int)` makes numbers of them.",
    ),
    Phrase(
        "TypeError",
        r"The numpy boolean negative",
        "`-` doesn't work on bools: `~mask` turns True and False round.",
    ),
    Phrase(
        "TypeError",
        r"Cannot interpret '(?P<name>torch\.\w+)' as a data type",
        "`{name}` is a dtype of PyTorch, and NumPy and pandas have their own, such as `np.float32`: don't mix them.",
    ),
    Phrase(
        "TypeError",
        r"Cannot interpret '(?P<name>\d+)' as a data type",
        "{name} is taken for the dtype: a shape goes into round brackets, as in `np.zeros((2, 3))`.",
    ),
    Phrase(
        "TypeError",
        r"(?:data type '(?P<name>[^']*)' not understood|Cannot interpret '(?P<other>[^']*)' as a data type)",
        "There is no dtype of that name: common ones are `int64`, `float32` and `bool`.",
    ),
)

CHANCE = (
    Phrase(
        "ValueError",
        r"Cannot take a larger sample than population when ['\"]?replace=False|Sample larger than population",
        "More is to be drawn than there is, and nothing is put back: draw fewer, or with `replace=True`.",
    ),
    Phrase("ValueError", r"probabilities do not sum to 1", "The probabilities in `p` must add up to 1."),
    Phrase(
        "ValueError",
        r"'a' and 'p' must have same size",
        "`p` needs one probability for each thing that can be drawn.",
    ),
    Phrase("ValueError", r"'a' cannot be empty unless no samples", "There is nothing to draw from: the list is empty."),
    Phrase(
        "ValueError",
        r"low >= high",
        "The numbers drawn lie from `low` up to, not including, `high`, so `low` must be smaller.",
    ),
    Phrase("ValueError", r"Percentiles must be in the range \[0, 100\]", "A percentile is a number from 0 to 100."),
    Phrase(
        "ValueError",
        r"either both or neither of x and y should be given",
        "`np.where` takes a condition alone, or a condition and two values to choose from.",
    ),
)

PHRASES = (*SHAPES, *VALUES, *DTYPES, *CHANCE)
