"""Shapes that don't fit: products, broadcasting, laying out anew, joining, cutting up. *Any side.*"""

from __future__ import annotations

from math import prod

from tutor.grading.words.phrase import Phrase, Words, count, numbers
from tutor.language import _


def dot_of_more_axes(words: Words) -> str:
    return _(
        "`dot` takes two vectors, tensors of one axis each, and these have {one} and {two} axes: "
        "use `@` for other products."
    ).format(one=words["one"], two=words["two"])


def laid_out_anew(words: Words) -> str:
    """A shape that holds another number of elements than there are."""
    sizes = numbers(words["shape"])
    if -1 in sizes:
        rest = prod(each for each in sizes if each != -1)
        return _("Shape {shape} needs a multiple of {rest} elements, and there are {size}.").format(
            shape=words["shape"], rest=rest, size=words["size"]
        )
    return _("Shape {shape} has room for {sizes}, and there are {size}.").format(
        shape=words["shape"], sizes=count(prod(sizes), "element"), size=words["size"]
    )


def joined(words: Words) -> str:
    return _(
        "`torch.{name}` takes one list of tensors, and here the first argument is {kind}: write `torch.{name}([a, b])`."
    ).format(name=words["name"], kind=words["kind"])


def not_square(words: Words) -> str:
    return _("`{name}` needs a square matrix, and this one has {rows} and {columns}.").format(
        name=words["name"], rows=count(words["rows"], "row"), columns=count(words["columns"], "column")
    )


NUMBER = r"-?\d+"

PRODUCTS = (
    Phrase(
        "RuntimeError",
        r"mat1 and mat2 shapes cannot be multiplied \((?P<rows>\d+)x(?P<one>\d+) and (?P<two>\d+)x(?P<columns>\d+)\)",
        "A matrix product needs as many columns on the left as rows on the right; here {one} and {two}: "
        "shapes ({rows}, {one}) and ({two}, {columns}).",
    ),
    Phrase(
        "RuntimeError",
        r"size mismatch, got input \(\d+\), mat \(\d+x(?P<columns>\d+)\), vec \((?P<size>\d+)\)",
        "A matrix with {columns} columns goes with a vector of {columns} numbers, and this vector has {size}.",
    ),
    Phrase(
        "RuntimeError",
        r"inconsistent tensor size, expected tensor \[(?P<one>\d+)\] and src \[(?P<two>\d+)\]",
        "The dot product of two vectors needs equal lengths, and these have {one} and {two} numbers.",
    ),
    Phrase("RuntimeError", r"1D tensors expected, but got (?P<one>\d+)D and (?P<two>\d+)D tensors", dot_of_more_axes),
    Phrase(
        "RuntimeError",
        r"(self|mat1|mat2) must be a matrix",
        "`mm` multiplies two matrices, tensors of two axes each, and one of these has another number of axes: use `@`.",
    ),
    Phrase(
        "RuntimeError",
        r"vector \+ matrix @ vector expected, got \d+, (?P<one>\d+), (?P<two>\d+)",
        "`mv` takes a matrix and a vector, so 2 axes and 1; here they have {one} and {two}.",
    ),
    Phrase(
        "RuntimeError",
        r"Expected size for first two dimensions of batch2 tensor to be: \[(?P<count>\d+), (?P<rows>\d+)\] "
        r"but got: \[(?P<have>\d+), (?P<have_rows>\d+)\]",
        "In a product of stacks of matrices the right side must hold {count} matrices of {rows} rows here, "
        "and it holds {have} of {have_rows} rows.",
    ),
    Phrase(
        "RuntimeError",
        r"batch[12] must be a 3D tensor",
        "`bmm` multiplies stacks of matrices, tensors of three axes: use `@` where there are fewer.",
    ),
    Phrase(
        "RuntimeError",
        r"both arguments to matmul need to be at least 1D, but they are (?P<one>\d+)D and (?P<two>\d+)D",
        "`@` needs an axis or more on both sides, and here they have {one} and {two}: use `*` with a number.",
    ),
    Phrase(
        "RuntimeError",
        r"einsum\(\): subscript (?P<letter>\w) has size (?P<one>\d+) for operand \d+ which does not broadcast with "
        r"previously seen size (?P<two>\d+)",
        "In `einsum` one letter means one size, and `{letter}` stands for axes of size {two} and of size {one}.",
    ),
    Phrase(
        "RuntimeError",
        r"einsum\(\): output subscript (?P<letter>\w) does not appear",
        "In `einsum` every letter after `->` must stand before it too, and `{letter}` stands in no input.",
    ),
    Phrase(
        "RuntimeError",
        r"einsum\(\): the number of subscripts in the equation \((?P<letters>\d+)\) does not match the number of "
        r"dimensions \((?P<axes>\d+)\) for operand (?P<which>\d+)",
        "`einsum` needs one letter for each axis: tensor {which} (the first is 0) has {axes} axes, and {letters} "
        "letters stand for it.",
    ),
    Phrase(
        "RuntimeError",
        r"einsum\(\): (?P<few>fewer|more) operands were provided than specified",
        "`einsum` is given {few} tensors than its text names: one group of letters for each tensor, with commas "
        "between.",
    ),
)

BROADCASTING = (
    Phrase(
        "RuntimeError",
        r"The size of tensor a \((?P<one>\d+)\) must match the size of tensor b \((?P<two>\d+)\) at non-singleton "
        r"dimension (?P<axis>\d+)",
        "Shapes are lined up from the right; at axis {axis} of the result one tensor has size {one} and the other "
        "{two}, and neither is 1.",
    ),
    Phrase(
        "RuntimeError",
        r"output with shape \[(?P<shape_have>[^\]]*)\] doesn't match the broadcast shape \[(?P<shape_want>[^\]]*)\]",
        "The result has shape {shape_want}, and it can't be kept in place in a tensor of shape {shape_have}: "
        "make a new tensor.",
    ),
    Phrase(
        "RuntimeError",
        r"The expanded size of the tensor \((?P<want>\d+)\) must match the existing size \((?P<have>\d+)\) at "
        r"non-singleton dimension (?P<axis>\d+)\.\s+Target sizes: \[(?P<shape_want>[^\]]*)\]\.\s+"
        r"Tensor sizes: \[(?P<shape_have>[^\]]*)\]",
        "Shape {shape_have} can't be stretched to {shape_want}: only a size of 1 can grow, and at axis {axis} "
        "it is {have}, not {want}.",
    ),
    Phrase(
        "RuntimeError",
        r"expand\(.*\{\[(?P<shape_have>[^\]]*)\]\}, size=\[(?P<shape_want>[^\]]*)\]\): the number of sizes provided",
        "A tensor of shape {shape_have} can't be stretched to {shape_want}: the new shape needs at least as many axes.",
    ),
    Phrase(
        "RuntimeError",
        r"The expanded size of the tensor \(-1\) isn't allowed in a leading, non-existing dimension (?P<axis>\d+)",
        "In `expand` a `-1` keeps an axis as it is, and at place {axis} the tensor has none yet: write a size there.",
    ),
    Phrase(
        "RuntimeError",
        r"Attempting to broadcast a dimension of length (?P<size>\d+) at (?P<axis>-?\d+)! .* broadcastable to "
        r"\[(?P<shape_want>[^\]]*)\]",
        "Size {size} at axis {axis} can't be lined up with shape {shape_want}: sizes must be equal, or one of them 1.",
    ),
    Phrase(
        "RuntimeError",
        r"unsupported operation: more than one element of the written-to tensor refers to a single memory location",
        "Several elements of this tensor are one number in memory, as after `expand`: make a `.clone()` before "
        "writing to it.",
    ),
    Phrase(
        "RuntimeError",
        r"unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory",
        "What is read and what is written overlap in memory: make a `.clone()` of the tensor that is read.",
    ),
)

LAYOUT = (
    Phrase("RuntimeError", r"shape '(?P<shape>\[[^\]]*\])' is invalid for input of size (?P<size>\d+)", laid_out_anew),
    Phrase(
        "RuntimeError",
        r"view size is not compatible with input tensor's size and stride",
        "`view` can't show these elements in that shape, because they lie in another order in memory: use `.reshape`.",
    ),
    Phrase(
        "RuntimeError",
        r"only one dimension can be inferred",
        "`-1` in a shape means the size that is left over, so it may stand there only once.",
    ),
    Phrase(
        "RuntimeError",
        r"cannot reshape tensor of 0 elements into shape \[(?P<shape>[^\]]*)\]",
        "There are 0 elements, so in shape {shape} any size would do for `-1`: write the size you mean.",
    ),
    Phrase(
        "RuntimeError",
        r"invalid shape dimension (?P<size>-\d+)",
        "A shape can't hold the size {size}; the only negative number allowed is `-1`, for the size that is left over.",
    ),
    Phrase(
        "RuntimeError",
        r"permute.*input\.dim\(\) = (?P<axes>\d+) is not equal to len\(dims\) = (?P<named>\d+)",
        "`permute` must name every axis exactly once: the tensor has {axes} of them, and {named} are named.",
    ),
    Phrase(
        "RuntimeError",
        r"permute\(\): duplicate dims",
        "`permute` must name every axis exactly once, and one is named twice.",
    ),
    Phrase(
        "RuntimeError",
        r"t\(\) expects a tensor with <= 2 dimensions, but self is (?P<axes>\d+)D",
        "`t` is for at most two axes, and this tensor has {axes}: name the two to be swapped, as in `transpose(0, 1)`.",
    ),
    Phrase(
        "RuntimeError",
        r"tensor\.(?P<name>mT|H|mH|T) is only supported on matrices.* Got (?P<axes>\d+)-D",
        "`.{name}` turns matrices round, which have two axes, and this tensor has {axes}: a vector needs no turning.",
    ),
    Phrase(
        "RuntimeError",
        r"Number of dimensions of repeat dims can not be smaller",
        "`repeat` needs one count for every axis of the tensor, and fewer are given.",
    ),
    Phrase(
        "RuntimeError",
        r"unflatten: Provided sizes \[(?P<shape>[^\]]*)\] don't multiply up to the size of dim (?P<axis>\d+) "
        r"\((?P<size>\d+)\)",
        "Sizes {shape} must multiply to {size}, the size of axis {axis} whose place they take.",
    ),
    Phrase(
        "RuntimeError",
        r"setStorage: .* requiring a storage size of (?P<need>\d+) are out of bounds for storage of size (?P<have>\d+)",
        "These sizes and strides reach past the end of the storage: they need {need} bytes, and it holds {have}.",
    ),
    Phrase(
        "ValueError",
        r"At least one stride in the given numpy array is negative",
        "The array runs backwards (`[::-1]`), which a tensor can't: give it a copy, as in `a[::-1].copy()`.",
    ),
    Phrase(
        "RuntimeError",
        r"Padding length (must be divisible by 2|should be less than or equal to two times)",
        "`pad` takes two numbers, before and after, for each axis it pads, beginning with the last axis.",
    ),
)

JOINING = (
    Phrase(
        "RuntimeError",
        r"Sizes of tensors must match except in dimension (?P<axis>\d+)\. Expected size (?P<want>\d+) but got size "
        r"(?P<have>\d+) for tensor number (?P<which>\d+)",
        "Tensors joined along axis {axis} must agree in all other axes; tensor {which} (the first is 0) has size "
        "{have} instead of {want}.",
    ),
    Phrase(
        "RuntimeError",
        r"Tensors must have same number of dimensions: got (?P<one>\d+) and (?P<two>\d+)",
        "Tensors to be joined need equally many axes, and here one has {one} and another {two}: "
        "`unsqueeze` adds an axis.",
    ),
    Phrase(
        "RuntimeError",
        r"zero-dimensional tensor \(at position (?P<which>\d+)\) cannot be concatenated",
        "Tensor {which} (the first is 0) is a single number without an axis to join along: use `torch.stack`.",
    ),
    Phrase(
        "ValueError RuntimeError",
        r"torch\.cat\(\): expected a non-empty list|stack expects a non-empty TensorList",
        "The list of tensors to be joined is empty, and it needs at least one.",
    ),
    Phrase(
        "RuntimeError",
        r"stack expects each tensor to be equal size, but got \[(?P<shape_one>[^\]]*)\] at entry (?P<one>\d+) and "
        r"\[(?P<shape_two>[^\]]*)\] at entry (?P<two>\d+)",
        "`stack` needs tensors of one shape; tensor {one} (the first is 0) has {shape_one}, and tensor {two} "
        "has {shape_two}.",
    ),
    Phrase(
        "TypeError",
        r"(?P<name>\w+)\(\): argument 'tensors' \(position 1\) must be tuple of Tensors, not (?P<kind>\w+)",
        joined,
    ),
    Phrase(
        "TypeError",
        r"expected Tensor as element (?P<which>\d+) in argument \d+, but got (?P<kind>\w+)",
        "Every item of the list must be a tensor, and item {which} (the first is 0) is {kind}.",
    ),
    Phrase(
        "ValueError",
        r"expected sequence of length (?P<want>\d+) at dim (?P<axis>\d+) \(got (?P<have>\d+)\)",
        "The rows of a tensor must be equally long: along axis {axis} one list has {want} items and another {have}.",
    ),
    Phrase(
        "TypeError",
        r"not a sequence",
        "A number stands beside a list: a tensor needs all rows nested alike and equally long.",
    ),
    Phrase(
        "RuntimeError",
        r"split_with_sizes expects split_sizes to sum exactly to (?P<size>\d+) \(input tensor's size at dimension "
        r"(?P<axis>-?\d+)\), but got split_sizes=\[(?P<sizes>[^\]]*)\]",
        "The sizes of the pieces, {sizes}, must add up to {size}, the size of axis {axis}.",
    ),
    Phrase(
        "RuntimeError",
        r"split_size can only be 0 if|chunk expects `chunks` to be greater than 0|number of sections must be larger",
        "A tensor can't be cut into pieces of size 0, nor into 0 pieces: give a number of at least 1.",
    ),
    Phrase(
        "RuntimeError",
        r"repeats must have the same size as input along dim, but got repeats\.size\(0\) = (?P<have>\d+) and "
        r"input\.size\(0\) = (?P<want>\d+)",
        "`repeat_interleave` needs one count for each of the {want} items along the axis, and {have} are given.",
    ),
)

MATRICES = (
    Phrase(
        "RuntimeError",
        r"(?:torch\.)?(?P<name>linalg\.\w+|\w+): A must be batches of square matrices, but they are (?P<rows>\d+) by "
        r"(?P<columns>\d+) matrices",
        not_square,
    ),
    Phrase(
        "_LinAlgError LinAlgError",
        r".*[Ss]ingular",
        "This matrix has no inverse: one of its rows (or columns) can be made from the others.",
    ),
    Phrase(
        "_LinAlgError LinAlgError",
        r".*(not positive-definite|not positive definite)",
        "Cholesky needs a symmetric matrix `A` with `x @ A @ x` above 0 for every `x` but 0, and this one isn't.",
    ),
    Phrase(
        "RuntimeError",
        r"(?P<name>\w+)(?:\(\))?: (?:expected a matrix, but got tensor with dim|Expected 1-D argument \w+, but got|"
        r"Supports 1D or 2D tensors\. Got) (?P<axes>\d+)",
        "`{name}` doesn't take a tensor of {axes} axes: look at its shape before this line.",
    ),
    Phrase(
        "RuntimeError",
        r"no dimension of size 3 in input|linalg\.cross: inputs dimension",
        "The cross product is of vectors with 3 numbers, and no axis here has size 3.",
    ),
    Phrase(
        "RuntimeError",
        r"(?P<name>[\w.]+): (?:The )?input tensor (?:A )?must have at least 2 dimensions",
        "`{name}` takes a matrix, and this tensor has fewer than two axes.",
    ),
)

PHRASES = (*PRODUCTS, *BROADCASTING, *LAYOUT, *JOINING, *MATRICES)
