"""What Python says of numbers, of texts to be read as numbers, and of files. *Any side.*"""

from __future__ import annotations

import re

from tutor.grading.words.phrase import Phrase, Words, bare, forgot_to_call, kind
from tutor.language import _


def not_whole(words: Words) -> str:
    """Something else where a whole number is needed."""
    name = bare(words["name"])
    cure = {
        "float": _(": `//` divides to whole numbers, and `int(...)` makes one"),
        "str": _(": `int(...)` makes one of its digits"),
        "list": _("; in nested lists every row must be a list"),
        "tuple": _("; sizes may have to be given one by one"),
    }.get(name, "")
    return forgot_to_call(name) or _("A whole number is needed here, and this is {name}{cure}.").format(
        name=kind(name, 40), cure=cure
    )


def not_read(words: Words) -> str:
    """Text that `int` can't read."""
    text = words["text"]
    if re.fullmatch(r"'-?\d+\.\d*'", text):
        return _("`int` doesn't read fractions, and {text} is one: use `float({text})`, then `int` or `round`.").format(
            text=text
        )
    if text == "''":
        return _("An empty text is no number.")
    return _("The text {text} is no whole number, so `int` can't read it.").format(text=text)


def not_a_number(words: Words) -> str:
    """Text that `float` can't read."""
    text = words["text"]
    if re.fullmatch(r"'-?\d+,\d+'", text):
        return _("The text {text} has a comma where Python wants a point.").format(text=text)
    if text == "''":
        return _("An empty text is no number.")
    return _("The text {text} is no number: look for words, commas and units among the values.").format(text=text)


NUMBERS = (
    Phrase(
        "ZeroDivisionError",
        r".*(division|modulo|cannot be raised to a negative power|zero to a negative power)",
        "A number is divided by 0 here; with tensors it would give `inf` or `nan`.",
    ),
    Phrase(
        "TypeError",
        r"'(?P<name>[\w.]+)' object cannot be interpreted as an integer",
        not_whole,
    ),
    Phrase(
        "TypeError",
        r"expected a sequence of integers or a single integer, got '(?P<value>.*)'",
        "A shape is made of whole numbers, and {value} isn't one: `//` divides to whole numbers.",
    ),
    Phrase(
        "TypeError",
        r"(?P<name>int|float)\(\) argument must be a string,? .*not '(?P<kind>[\w.]+)'",
        "`{name}` makes a number of a text or a number, and this is {kind}.",
    ),
    Phrase("TypeError", r"must be real number, not (?P<kind>[\w.]+)", "A number is needed here, and this is {kind}."),
    Phrase("ValueError", r"invalid literal for int\(\) with base 10: (?:np\.str_\()?(?P<text>'[^']*'?)", not_read),
    Phrase("ValueError", r"could not convert string to float: (?:np\.str_\()?(?P<text>'[^']*'?)", not_a_number),
    Phrase(
        "ValueError",
        r"cannot convert float NaN to integer",
        "nan (not a number) can't be made a whole number: look for where it comes from, such as 0 / 0 or a missing "
        "value.",
    ),
    Phrase(
        "OverflowError",
        r"cannot convert float infinity to integer",
        "Infinity can't be made a whole number: look for where it comes from, such as a division by 0.",
    ),
    Phrase(
        "ValueError",
        r"math domain error|expected a (nonnegative|positive) input",
        "This function of `math` isn't defined there: a root of a negative number, say, or a logarithm of 0.",
    ),
    Phrase(
        "OverflowError",
        r"math range error|\(34, ",
        "The result is too large for a float, which ends near 1.8e308.",
    ),
    Phrase(
        "OverflowError",
        r"cannot fit 'int' into an index-sized integer",
        "That many items fit into no memory: look at the number that is multiplied.",
    ),
)

TEXTS = (
    Phrase(
        "TypeError",
        r"unsupported format string passed to (?P<kind>[\w.]+?)\.__format__",
        "A format such as `:.2f` is for one number, and this is {kind}.",
    ),
    Phrase(
        "ValueError",
        r"Unknown format code '(?P<code>\w)' for object of type '(?P<kind>[\w.]+)'",
        "The format `{code}` doesn't go with {kind}: `f` is for floats, `d` for ints.",
    ),
    Phrase(
        "TypeError",
        r"%\w format: a (real )?number is required, not (?P<kind>[\w.]+)",
        "The `%` format wants a number, and this is {kind}.",
    ),
    Phrase(
        "TypeError",
        r"not (enough arguments for|all arguments converted during) (format string|string formatting)",
        "There must be one value for each `%` in the text.",
    ),
    Phrase(
        "IndexError",
        r"Replacement index (?P<which>\d+) out of range",
        "There are more `{{}}` in the text than values in `format(...)`.",
    ),
    Phrase(
        "TypeError",
        r"sequence item (?P<which>\d+): expected str instance, (?P<kind>[\w.]+) found",
        "`join` joins texts, and item {which} (the first is 0) is {kind}: use `str(...)` on each.",
    ),
    Phrase(
        "FileNotFoundError",
        r"\[Errno 2\] No such file or directory: (?P<name>.+)",
        "There is no file {name} here: check its name and folder.",
    ),
    Phrase("FileNotFoundError", r"\(2, ", "There is no file of that name here: check its name and folder."),
    Phrase(
        "EOFError",
        r"EOF when reading a line",
        "`input` waits for somebody to type, and nobody can here: take the values from the arguments.",
    ),
)

PHRASES = (*NUMBERS, *TEXTS)
