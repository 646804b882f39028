"""One error message recognised, and the sentence said instead. *Any side.*

The named groups of a pattern are the words of its sentence. How a group is named says how it is put:

- `dtype...`: a dtype as learners write it ("Long" and "long int" are `torch.int64`)
- `shape...`: a shape as `x.shape` shows it ("2x3" and "[2, 3]" are (2, 3))
- `kind...`: a type with its article ("a list", "None")
- any other name: the text itself, cleaned of what could break the line, and cut
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tutor.language import _, later_, plural

Words = Mapping[str, str]
Say = str | Callable[[Words], str]

DTYPES = {
    "float": "float32",
    "double": "float64",
    "half": "float16",
    "c10::half": "float16",
    "bfloat16": "bfloat16",
    "c10::bfloat16": "bfloat16",
    "byte": "uint8",
    "unsigned char": "uint8",
    "char": "int8",
    "signed char": "int8",
    "short": "int16",
    "int": "int32",
    "long": "int64",
    "long int": "int64",
    "bool": "bool",
    "complexhalf": "complex32",
    "complexfloat": "complex64",
    "c10::complex<float>": "complex64",
    "complexdouble": "complex128",
    "c10::complex<double>": "complex128",
}
FUNCTIONS = ("function", "builtin_function_or_method", "method", "method-wrapper", "method_descriptor")
KINDS = {
    "NoneType": "None",
    "NAType": later_("`pd.NA`, a missing value"),
    "NaTType": later_("`pd.NaT`, a missing date"),
    "function": later_("a function"),
    "builtin_function_or_method": later_("a function"),
    "method": later_("a function"),
    "type": later_("a class"),
    "module": later_("a module"),
    "int": later_("an int"),
    "float": later_("a float"),
    "bool": later_("a bool"),
    "str": later_("a string"),
    "list": later_("a list"),
    "tuple": later_("a tuple"),
    "dict": later_("a dict"),
    "set": later_("a set"),
    "Tensor": later_("a tensor"),
    "Size": later_("a shape"),
    "dtype": later_("a dtype"),
    "ndarray": later_("a NumPy array"),
    "Series": later_("a Series"),
    "DataFrame": later_("a DataFrame"),
}


@dataclass(frozen=True)
class Phrase:
    """`types` (names, separated by blanks) and `pattern` (matched from the start) recognise it; `say` is the sentence:
    a text with the words in braces, or a function of the words."""

    types: str
    pattern: str
    say: Say

    def words(self, type_name: str, message: str, limit: int) -> Words | None:
        """The words found in `message`, each at most `limit` characters long; None if this is another error."""
        if type_name not in self.types.split():
            return None
        found = re.match(self.pattern, message)
        if found is None:
            return None
        return {name: put(name, text or "", limit) for name, text in found.groupdict().items()}

    def sentence(self, words: Words) -> str:
        """What is said."""
        return _(self.say).format_map(words) if isinstance(self.say, str) else self.say(words)


def put(name: str, text: str, limit: int) -> str:
    """One word of a message in the learner's terms, by the name of its group."""
    if name.startswith("dtype"):
        return dtype(text, limit)
    if name.startswith("shape"):
        return shape(text, limit)
    if name.startswith("kind"):
        return kind(text, limit)
    return clean(text, limit)


def clean(text: str, limit: int) -> str:
    """`text` on one line, without what a terminal or Markdown would act upon."""
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split()).replace("`", "'")
    return text if len(text) <= limit else text[: max(limit - 1, 1)] + "…"


def dtype(text: str, limit: int) -> str:
    """A dtype named as in Python."""
    known = DTYPES.get(text.strip().removeprefix("torch.").removesuffix("Tensor").lower())
    return f"torch.{known}" if known else clean(text, limit)


def shape(text: str, limit: int) -> str:
    """Sizes in round brackets."""
    sizes = re.findall(r"-?\d+", text)
    return clean(f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})", limit)


def kind(text: str, limit: int) -> str:
    """A type with its article; None is None."""
    name = text.rsplit(".", 1)[-1]
    if name in KINDS:
        return _(KINDS[name])
    return (_("an `{name}`") if name[:1] in "AEIOaeio" else _("a `{name}`")).format(name=clean(name, limit))


def numbers(text: str) -> list[int]:
    """The whole numbers in a text, in order."""
    return [int(each) for each in re.findall(r"-?\d{1,18}", text)]


def whole(text: str) -> int:
    """The first whole number in a text, 0 if there is none. Never an error: the text may have been cut."""
    return next(iter(numbers(text)), 0)


def count(number: str | int, one: str, many: str = "") -> str:
    """A number and its noun: 1 axis, 2 axes."""
    one, many = f"{{n}} {one}", f"{{n}} {many or one + 's'}"
    # What a message says stands as it is there: a word such as "two", or a number that may have been cut.
    return plural(one, many, 1 if str(number) == "1" else 2, str(number))


def bare(name: str) -> str:
    """A name without what stands before its last dot."""
    return name.rsplit(".", 1)[-1]


def forgot_to_call(*names: str) -> str:
    """A sentence if one of these types is a function, which stands where its result is meant; else nothing."""
    if any(bare(name) in FUNCTIONS for name in names):
        return _("A function itself stands here, not its result: put `()` after its name to call it.")
    return ""
