"""Axes, indices and masks of tensors that aren't there. *Any side.*"""

from __future__ import annotations

from tutor.grading.words.phrase import Phrase, Words, count, whole
from tutor.language import _


def no_such_axis(words: Words) -> str:
    """An axis number outside of what the tensor has."""
    low, high = whole(words["low"]), whole(words["high"])
    if not high:
        return _("There is no axis {axis} here: only 0, or -1 for the last axis, can be named.").format(
            axis=words["axis"]
        )
    return _("There is no axis {axis} here: they are numbered 0 to {high}, or from the end -1 to {low}.").format(
        axis=words["axis"], high=high, low=low
    )


def past_the_end(words: Words) -> str:
    size = whole(words["size"])
    if size == 0:
        return _("Axis {axis} has size 0, so it has nothing at index {index}.").format(
            axis=words["axis"], index=words["index"]
        )
    if size == 1:
        return _("Axis {axis} has size 1, so its only index is 0 (or -1), and index {index} is asked for.").format(
            axis=words["axis"], index=words["index"]
        )
    return _(
        "Axis {axis} has size {size}, so its indices go from 0 to {size_2} (or -{size} to -1), "
        "and index {index} is asked for."
    ).format(axis=words["axis"], size=size, size_2=size - 1, index=words["index"])


def too_many(words: Words) -> str:
    what = _("array") if words["have"] else _("tensor")
    if not whole(words["axes"]):
        return _("This {what} is a single number without axes, so it can't be indexed: use it without `[...]`.").format(
            what=what
        )
    return _("The {what} has {axes}, and there are more indices than that in the brackets.").format(
        what=what, axes=count(words["axes"], "axis", "axes")
    )


PHRASES = (
    Phrase(
        "IndexError",
        r"Dimension out of range \(expected to be in range of \[(?P<low>-?\d{1,9}), (?P<high>-?\d{1,9})\], but got "
        r"(?P<axis>-?\d+)\)",
        no_such_axis,
    ),
    Phrase(
        "IndexError RuntimeError",
        r"index (?P<index>-?\d+) is out of bounds for (?:dimension|axis) (?P<axis>\d+) with size (?P<size>\d+)",
        past_the_end,
    ),
    Phrase(
        "IndexError",
        r"out of range: tried to access index (?P<index>-?\d+) on a tensor of (?P<size>\d+) elements",
        "Index {index} is asked for, and the tensor has {size} elements, counted from 0.",
    ),
    Phrase(
        "IndexError",
        r"index out of range in self",
        "An index is negative or too large: it must be from 0 to the size of that axis less 1 (for an embedding, its "
        "rows).",
    ),
    Phrase("IndexError", r"too many indices for tensor of dimension (?P<axes>\d+)(?P<have>)", too_many),
    Phrase(
        "IndexError",
        r"too many indices for array: array is (?P<axes>\d+)-dimensional, but (?P<have>\d+) were indexed",
        too_many,
    ),
    Phrase(
        "IndexError",
        r"invalid index of a 0-dim tensor|invalid index to scalar variable",
        "This is a single number without axes, so it can't be indexed: use it as it is, without `[...]`.",
    ),
    Phrase(
        "IndexError",
        r"only integers, slices \(`:`\), ellipsis .* are valid indices(?: \(got (?P<kind>\w+)\))?",
        "In the brackets only whole numbers, slices such as `1:3`, `...`, `None` and masks can stand.",
    ),
    Phrase(
        "TypeError",
        r"slice indices must be integers or None",
        "The numbers round the `:` of a slice must be whole: `/` gives a float, and `//` a whole number.",
    ),
    Phrase(
        "ValueError",
        r"step must be greater than zero",
        "A tensor can't be sliced backwards with a negative step: use `.flip(0)` to turn it round.",
    ),
    Phrase(
        "ValueError",
        r"slice step cannot be zero|range\(\) arg 3 must not be zero",
        "A step of 0 never gets anywhere: the third number must be 1 or more, or negative.",
    ),
    Phrase(
        "IndexError",
        r"shape mismatch: indexing tensors could not be broadcast together with shapes \[(?P<shape_one>[^\]]*)\], "
        r"\[(?P<shape_two>[^\]]*)\]",
        "Indices in one pair of brackets go together item by item, and shapes {shape_one} and {shape_two} don't fit.",
    ),
    Phrase(
        "RuntimeError",
        r"shape mismatch: value tensor of shape \[(?P<shape_have>[^\]]*)\] cannot be broadcast to indexing result of "
        r"shape \[(?P<shape_want>[^\]]*)\]",
        "The places chosen have shape {shape_want} and the values shape {shape_have}: there must be a value for each "
        "place.",
    ),
    Phrase(
        "IndexError",
        r"The shape of the mask \[(?P<shape_have>[^\]]*)\] at index (?P<axis>\d+) does not match the shape of the "
        r"indexed tensor \[(?P<shape_want>[^\]]*)\]",
        "The mask has shape {shape_have} and the tensor {shape_want}: their sizes must agree, and at axis {axis} they "
        "don't.",
    ),
    Phrase(
        "RuntimeError",
        r"Index tensor must have the same number of dimensions as|torch\.take_along_dim\(\): input and indices should "
        r"have the same number",
        "The index tensor must have as many axes as the tensor it picks from.",
    ),
    Phrase(
        "RuntimeError",
        r"Size does not match at dimension (?P<axis>\d+) expected index \[(?P<shape_have>[^\]]*)\] to be (?:no larger|"
        r"smaller) than self \[(?P<shape_want>[^\]]*)\]",
        "The index has shape {shape_have}; at axis {axis} it may be no larger than the tensor, of shape {shape_want}.",
    ),
    Phrase(
        "RuntimeError",
        r"dim (?P<axis>\d+) appears multiple times",
        "Axis {axis} is named twice; each axis may be named only once.",
    ),
    Phrase(
        "RuntimeError IndexError",
        r"(?P<name>\w+)\(\): Expected reduction dim \d+ to have non-zero size",
        "`{name}` has nothing to choose from: that axis has size 0.",
    ),
    Phrase(
        "RuntimeError IndexError",
        r"(?P<name>\w+)\(\): Expected reduction dim to be specified for input\.numel\(\) == 0",
        "`{name}` has nothing to choose from: the tensor is empty.",
    ),
    Phrase(
        "RuntimeError",
        r"selected index k out of range|kthvalue\(\): selected number k out of range",
        "`k` is larger than the number of items along the axis.",
    ),
    Phrase(
        "RuntimeError",
        r"start \((?P<start>-?\d+)\) \+ length \((?P<length>-?\d+)\) exceeds dimension size \((?P<size>\d+)\)",
        "A piece of {length} from index {start} on ends past the axis, which has size {size}.",
    ),
    Phrase(
        "RuntimeError",
        r"maximum size for tensor at dimension (?P<axis>\d+) is (?P<size>\d+) but size is (?P<have>\d+)",
        "A window of {have} doesn't fit on axis {axis}, which has size {size}.",
    ),
    Phrase(
        "TypeError",
        r"len\(\) of a 0-d tensor|len\(\) of unsized object",
        "`len` counts along axis 0, and this is a single number without axes: ask for `x.ndim` or `x.numel()`.",
    ),
    Phrase(
        "TypeError",
        r"iteration over a 0-d (tensor|array)",
        "This is a single number without axes, so it can't be looped over or unpacked: its value is `x.item()`.",
    ),
    Phrase(
        "TypeError",
        r"Tensor does not support deleting items",
        "Items of a tensor can't be deleted: pick those to keep, with a slice or a mask.",
    ),
)
