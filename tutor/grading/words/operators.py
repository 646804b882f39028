"""What Python says of operators, and of lists, dicts and other things with items. *Any side.*"""

from __future__ import annotations

from tutor.grading.words.phrase import Phrase, Words, bare, count, forgot_to_call, kind, whole
from tutor.language import _, later_

DATES = {"Timestamp", "Timedelta", "datetime", "date", "timedelta"}
LAZY = ("generator", "map", "zip", "filter", "dict_keys", "dict_values", "dict_items", "enumerate", "reversed")
NONE = later_("often from a function without `return`, a `.grad` not yet filled, or a missing value")


def no_operation(words: Words) -> str:
    """An operator between two types that don't have it."""
    sign, one, two = words["sign"], bare(words["one"]), bare(words["two"])
    pair, both = {one, two}, _("{one} and {two}").format(one=kind(one, 32), two=kind(two, 32))
    if called := forgot_to_call(one, two):
        return called
    if "NoneType" in pair:
        return _("One side of `{sign}` is None, {why}.").format(sign=sign, why=_(NONE))
    if pair == {"Tensor", "ndarray"}:
        return _(
            "`{sign}` can't mix a NumPy array and a tensor: turn one into the other, as with `torch.from_numpy(a)`."
        ).format(sign=sign)
    if "Tensor" in pair and pair & {"list", "tuple"}:
        return _("`{sign}` isn't defined between {both}: make a tensor of all, with `torch.tensor`.").format(
            sign=sign, both=both
        )
    if sign.rstrip("=") in ("&", "|", "^") and pair <= {"float", "int", "bool", "Tensor"}:
        return _(
            "`{sign}` is for bools and whole numbers: put comparisons in brackets, as in `(a > 1) {sign} (b < 3)`."
        ).format(sign=sign)
    if "str" in pair and not pair & DATES:
        return _(
            "`{sign}` stands between {both}: turn text into numbers, with `float(...)` or, for a "
            "column, `.astype(float)`."
        ).format(sign=sign, both=both)
    if sign == "@" and pair <= {"int", "float"}:
        return _("`@` multiplies matrices and vectors; for single numbers write `*`.")
    if pair <= {"list", "tuple", "int", "float"} and pair & {"list", "tuple"} and sign not in ("+", "@"):
        return _("`{sign}` doesn't calculate with lists: make tensors of them first, with `torch.tensor`.").format(
            sign=sign
        )
    return _("`{sign}` isn't defined between {both}: check what both sides are.").format(sign=sign, both=both)


def not_ordered(words: Words) -> str:
    """A comparison of two types that have no order."""
    sign, one, two = words["sign"], bare(words["one"]), bare(words["two"])
    if called := forgot_to_call(one, two):
        return called
    if "NoneType" in (one, two):
        return _("One side of `{sign}` is None, {why}.").format(sign=sign, why=_(NONE))
    return _("`{sign}` can't compare {one} with {two}: check what both sides are.").format(
        sign=sign, one=kind(one, 32), two=kind(two, 32)
    )


def joined_with(words: Words) -> str:
    """`+` between a sequence and something else."""
    one, two = words["one"], bare(words["two"])
    if called := forgot_to_call(two):
        return called
    what = kind(two, 32)
    if one == "str":
        return _(
            "`+` joins a string only to a string, not to {what}: turn one into the other, as with `str(...)`."
        ).format(what=what)
    if one == "tuple":
        return _(
            "`+` joins a tuple only to a tuple, not to {what}; `x.max(0)` gives a tuple too: take its `.values`."
        ).format(what=what)
    if two == "Tensor":
        return _("`+` between a list and a tensor isn't defined: make a tensor of the list, with `torch.tensor`.")
    return _("`+` joins a list only to a list, not to {what}: use `.append`, or a tensor to add to each item.").format(
        what=what
    )


def one_sided(words: Words) -> str:
    """A sign before something that it doesn't go with."""
    sign, name = words["sign"].removesuffix("()"), bare(words["name"])
    use = _("turns bools round") if sign == "~" else _("needs a number")
    return forgot_to_call(name) or _("`{sign}` {use}, and this is {name}.").format(
        sign=sign, use=use, name=kind(name, 40)
    )


def no_brackets(words: Words) -> str:
    """`x[...]` on something that has no items."""
    name = "type" if words["other"] else bare(words["name"])
    if name == "NoneType":
        return _(
            "What stands before `[...]` is None: a function without `return`, or one like `list.sort`, gives None."
        )
    if forgot_to_call(name):
        return _("What stands before `[...]` is a function, not its result: call it with `(...)`.")
    if name in LAZY:
        return _("Items of {name} come one after the other and have no index: make a `list(...)` of them.").format(
            name=kind(name, 32)
        )
    if name == "set":
        return _("A set has no order, so it has no index: make a `list(...)` of it.")
    return _("What stands before `[...]` is {name}, which has no items to pick.").format(name=kind(name, 40))


def not_set(words: Words) -> str:
    """`x[...] = y` on something whose items can't be set."""
    name = bare(words["name"])
    if name in ("tuple", "str", "bytes", "range", "Size"):
        return _("The items of {name} can't be changed: use a list, or a tensor for numbers.").format(
            name=kind(name, 32)
        )
    return _("What stands before `[...] =` is {name}, which has no items to set.").format(name=kind(name, 40))


def not_looped(words: Words) -> str:
    """A loop over, or a look into, something that has no items."""
    name = bare(words["name"])
    if called := forgot_to_call(name):
        return called
    if name == "NoneType":
        return _(
            "None can't be looped over or unpacked: a function without `return`, or one like `list.sort`, gives None."
        )
    if name in ("int", "float"):
        return _("There are no items in {name} to loop over or unpack: `range(n)` counts up to a number.").format(
            name=kind(name, 32)
        )
    return _("There are no items in {name} to loop over or unpack.").format(name=kind(name, 40))


def no_length(words: Words) -> str:
    """`len` of something without a length."""
    name = bare(words["name"])
    if called := forgot_to_call(name):
        return called
    if name in LAZY:
        return _("Nobody knows yet how many items {name} gives: make a `list(...)` of it.").format(name=kind(name, 32))
    return _("`len` counts items, and this is {name}.").format(name=kind(name, 40))


def to_unpack(words: Words) -> str:
    """A number of names that isn't the number of values."""
    names = count(words["want"], "name")
    values = count(words["have"], "value") if words["have"] else _("more values")
    if words["have"] and whole(words["have"]) < whole(words["want"]):
        return _("Unpacking gives each name a value of its own, so {values} can't serve {names}.").format(
            values=values, names=names
        )
    return _("Unpacking gives each value a name of its own, so {names} can't serve {values}.").format(
        names=names, values=values
    )


def past_the_end(words: Words) -> str:
    """An index that a sequence doesn't have."""
    if words["name"] == "tuple":
        return _("The index lies past the end of the tuple, which begins at 0; a `.shape` has one item for each axis.")
    return _(
        "The index lies past the end of the {name}: the first item has index 0, the last its length less 1."
    ).format(name=words["name"])


def no_index(words: Words) -> str:
    """An index of a type that a sequence doesn't take."""
    name, have = words["name"], bare(words["have"])
    if have == "tuple":
        return _(
            "Two indices in one pair of brackets are for tensors: items of a {name} within a {name} are `x[i][j]`."
        ).format(name=name)
    cure = _(": `//` divides to whole numbers") if have == "float" else ""
    return _("The index of a {name} must be a whole number or a slice, and this is {have}{cure}.").format(
        name=name, have=kind(have, 32), cure=cure
    )


OPERATORS = (
    Phrase(
        "TypeError UFuncTypeError",
        r"unsupported operand type\(s\) for (?P<sign>[^:]+?)(?: or pow\(\))?: '(?P<one>[\w.]+)' and '(?P<two>[\w.]+)'",
        no_operation,
    ),
    Phrase(
        "TypeError",
        r"'(?P<sign>[<>=]+)' not supported between instances of '(?P<one>[\w.]+)' and '(?P<two>[\w.]+)'",
        not_ordered,
    ),
    Phrase(
        "TypeError",
        r"can only concatenate (?P<one>str|list|tuple) \(not \"(?P<two>[\w.]+)\"\) to",
        joined_with,
    ),
    Phrase(
        "TypeError",
        r"can't multiply sequence by non-int of type '(?P<kind>[\w.]+)'",
        "`*` repeats a list or a text a whole number of times, and this is {kind}: to calculate, use a tensor.",
    ),
    Phrase(
        "TypeError",
        r"bad operand type for (?:unary )?(?P<sign>[-+~]|abs\(\)): '(?P<name>[\w.]+)'",
        one_sided,
    ),
    Phrase(
        "TypeError",
        r"type (?P<kind>[\w.]+) doesn't define __round__ method",
        "Python's `round` rounds a number, and this is {kind}: a tensor is rounded by `x.round()`.",
    ),
    Phrase(
        "TypeError",
        r"'(?P<name>[\w.]+)' object is not subscriptable|type '(?P<other>\w+)' is not subscriptable",
        no_brackets,
    ),
    Phrase(
        "TypeError",
        r"sum\(\) can't sum strings",
        "`sum` adds numbers; texts are joined with `''.join(...)`.",
    ),
)

SEQUENCES_AND_DICTS = (
    Phrase("TypeError", r"'(?P<name>[\w.]+)' object is not iterable", not_looped),
    Phrase("TypeError", r"cannot unpack non-iterable (?P<name>[\w.]+) object", not_looped),
    Phrase(
        "TypeError",
        r"argument of type '(?P<name>[\w.]+)' is not (iterable|a container)",
        "`in` looks among the items of a list, a dict or a text, and what stands to its right has none.",
    ),
    Phrase("TypeError", r"object of type '(?P<name>[\w.]+)' has no len\(\)", no_length),
    Phrase(
        "TypeError",
        r"'(?P<name>\w+)' object is not an iterator",
        "`next` takes what `iter(...)` gives: write `next(iter(x))`.",
    ),
    Phrase(
        "TypeError",
        r"'(?P<name>\w+)' object is not reversible",
        "This has no order, so it can't be gone through backwards: make a `list(...)` of it.",
    ),
    Phrase(
        "ValueError",
        r"too many values to unpack \(expected (?P<want>\d+)(?:, got (?P<have>\d+))?\)",
        to_unpack,
    ),
    Phrase(
        "ValueError",
        r"not enough values to unpack \(expected (?:at least )?(?P<want>\d+), got (?P<have>\d+)\)",
        to_unpack,
    ),
    Phrase(
        "IndexError",
        r"(?P<name>list|tuple|string|range object) (?:assignment )?index out of range",
        past_the_end,
    ),
    Phrase("IndexError", r"pop from empty list", "The list is empty, so there is nothing to take out of it."),
    Phrase(
        "IndexError", r"Cannot choose from an empty sequence", "There is nothing to choose from: the list is empty."
    ),
    Phrase(
        "TypeError",
        r"(?P<name>list|tuple|string|range) indices must be integers(?: or slices)?, not '?(?P<have>[\w.]+)'?",
        no_index,
    ),
    Phrase(
        "TypeError",
        r"'(?P<name>[\w.]+)' object does not support item (?:assignment|deletion)",
        not_set,
    ),
    Phrase(
        "TypeError",
        r"unhashable type: '(?P<kind>[\w.]+)'",
        "A key of a dict, or an item of a set, must never change, and this is {kind}: use a tuple.",
    ),
    Phrase(
        "ValueError",
        r"(?P<name>max|min)\(\) (?:arg is an empty sequence|iterable argument is empty)",
        "`{name}` has nothing to choose from: what it is given is empty.",
    ),
    Phrase(
        "ValueError",
        r"list\.(?P<name>remove|index)\(x\): x not in list|(?P<other>.+) is not in list",
        "The list has no such item.",
    ),
    Phrase(
        "TypeError",
        r"can only join an iterable",
        "`join` takes a list of texts, as in `', '.join(['a', 'b'])`.",
    ),
    Phrase("ValueError", r"substring not found", "The text that is looked for doesn't occur in the other."),
    Phrase(
        "RuntimeError",
        r"dictionary (changed size|keys changed) during iteration|Set changed size during iteration",
        "Items are added or taken away while the loop goes through them: loop over a `list(...)` of them.",
    ),
    Phrase(
        "StopIteration",
        r"$",
        "`next` was called, and there are no more items.",
    ),
)

PHRASES = (*OPERATORS, *SEQUENCES_AND_DICTS)
