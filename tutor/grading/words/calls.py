"""What Python says of calls: of what isn't a function, and of arguments that don't fit. *Any side.*"""

from __future__ import annotations

import re

from tutor.grading.words.phrase import Phrase, Words, bare, count, kind, whole
from tutor.language import _

SPELLED = {"one": "1", "two": "2", "three": "3", "no": "0"}
KEEP = {"keepdims": "keepdim", "keepdim": "keepdims"}


def callee(name: str) -> str:
    """What a learner wrote before the brackets: for a class or a layer its name, else the function's own."""
    parts = name.rsplit("<locals>.", 1)[-1].split(".")
    return (
        parts[-2]
        if len(parts) > 1 and parts[-1] in ("__init__", "forward", "__call__", "__new__")
        else parts[-1].lstrip("_")
    )


def not_called(words: Words) -> str:
    """`x(...)` on something that isn't a function."""
    name = bare(words["name"])
    if name == "NoneType":
        return _("What stands before `(...)` is None, and not a function.")
    if name in ("Size", "dtype", "device", "tuple"):
        return _(
            "What stands before `(...)` is {name}, not a function: `.shape` and `.dtype` take no brackets."
        ).format(name=kind(name, 40))
    if name in ("Tensor", "list", "dict", "ndarray", "DataFrame", "Series"):
        return _("What stands before `(...)` is {name}, not a function: items are picked with `[...]`.").format(
            name=kind(name, 40)
        )
    if name in ("int", "float", "str", "bool"):
        return _(
            "What stands before `(...)` is {name}, not a function: a `*` is missing, or a function's "
            "name was given to a value."
        ).format(name=kind(name, 40))
    return _("What stands before `(...)` is {name}, not a function.").format(name=kind(name, 40))


def too_few(words: Words) -> str:
    """Arguments that were left out."""
    names = [f"`{each}`" for each in re.findall(r"['\"](\w+)['\"]", words["names"])]
    last = _(" and {names}").format(names=names[-1]) if len(names) > 1 else ""
    needed = ", ".join(names[:-1] if last else names) + last
    return _("`{name}` is called without {needed}, which it needs.").format(name=callee(words["name"]), needed=needed)


def too_many(words: Words) -> str:
    """More arguments than a function takes. In a method `self` counts too, which puzzles everyone once."""
    name = words["name"].rsplit("<locals>.", 1)[-1]
    low, want, have = words["low"], whole(words["want"]), whole(words["have"])
    if name == "tensor":
        return _("`torch.tensor` takes all numbers in one list, as in `torch.tensor([1, 2, 3])`.")
    if "." not in name:
        return _("`{name}` takes {low}{want}, and is given {have}.").format(
            name=name, low=_("{low} to ").format(low=low) if low else "", want=count(want, "argument"), have=have
        )
    called, least = callee(name), _("{low} to ").format(low=whole(low) - 1) if low else ""
    if not want:
        return _("`{called}` is a method, so its first parameter must be `self`: write `def {called}(self):`.").format(
            called=called
        )
    advice = _(": check that its `def` begins with `self`") if called == bare(name) and have == want + 1 else ""
    return _("`{called}` takes {least}{want} besides `self`, and is given {have}{advice}.").format(
        called=called, least=least, want=count(want - 1, "argument"), have=have - 1, advice=advice
    )


def wrong_number(words: Words) -> str:
    """A number of arguments that a built-in function doesn't take."""
    want = SPELLED.get(words["want"], words["want"])
    given = _(", and is given {have}").format(have=words["have"]) if words["have"] else ""
    return _("`{name}` takes {want}{given}.").format(
        name=callee(words["name"]), want=count(want, "argument"), given=given
    )


def no_parameter(words: Words) -> str:
    """A keyword that a function doesn't have."""
    key, near = words["key"], words["near"]
    if near:
        return _("`{name}` has no parameter called `{key}`: perhaps `{near}` is meant.").format(
            name=callee(words["name"]), key=key, near=near
        )
    if key in KEEP:
        return _("`{name}` has no parameter called `{key}`: PyTorch says `keepdim`, NumPy `keepdims`.").format(
            name=callee(words["name"]), key=key
        )
    return _("`{name}` has no parameter called `{key}`: check its spelling.").format(
        name=callee(words["name"]), key=key
    )


OBJECTS = (
    Phrase(
        "TypeError",
        r"(?P<name>\w+)\(\) takes no arguments",
        "`{name}` takes no arguments: to give it some, its class needs a method `__init__` with two underscores each "
        "side.",
    ),
    Phrase(
        "TypeError",
        r"isinstance\(\) arg 2 must be a type",
        "The second argument of `isinstance` is a class, or a tuple of classes.",
    ),
    Phrase(
        "ValueError",
        r"mutable default <class '(?P<name>\w+)'> for field (?P<field>\w+)",
        "All objects would share this one {name}: write `{field}: {name} = field(default_factory={name})`.",
    ),
)


CALLS = (
    Phrase("TypeError", r"'(?P<name>[\w.]+)' object is not callable", not_called),
    Phrase(
        "TypeError",
        r"(?P<name>[\w.<>]+)\(\) missing \d+ required (?:positional|keyword-only) arguments?: (?P<names>.*)",
        too_few,
    ),
    Phrase(
        "TypeError",
        r"(?P<name>[\w.<>]+)\(\) takes (?:from (?P<low>\d+) to )?(?P<want>\d+) positional arguments? but (?P<have>\d+) "
        r"(?:was|were) given",
        too_many,
    ),
    Phrase(
        "TypeError",
        r"(?P<name>[\w.]+)\(\) takes (?:exactly |at most |at least )?(?P<want>one|two|three|no|\d+) arguments?"
        r"(?: \((?P<have>\d+) given\))?",
        wrong_number,
    ),
    Phrase(
        "TypeError",
        r"(?P<name>[\w.<>]+)\(\) got an unexpected keyword argument '(?P<key>\w+)'(?:\. Did you mean "
        r"'(?P<near>\w+)')?",
        no_parameter,
    ),
    Phrase(
        "TypeError",
        r"'(?P<key>\w+)' is an invalid keyword argument for (?P<name>\w+)(?P<near>)",
        no_parameter,
    ),
    Phrase(
        "TypeError",
        r"(?P<name>[\w.<>]+)\(\) got multiple values for argument '(?P<key>\w+)'",
        "`{name}` gets `{key}` twice: by its place in the brackets, and by its name.",
    ),
    Phrase(
        "TypeError",
        r"(?P<name>[\w.<>]+)\(\) got some positional-only arguments passed as keyword arguments: '(?P<key>[^']*)'",
        "`{name}` takes `{key}` by its place only: leave out `{key}=`.",
    ),
    Phrase(
        "TypeError",
        r"(?:[\w.<>]+\(\) argument after|Value after) \* must be an iterable, not (?P<kind>[\w.]+)",
        "`*` spreads out the items of a list or tuple, and this is {kind}.",
    ),
    Phrase(
        "TypeError",
        r"[\w.<>]+\(\) argument after \*\* must be a mapping|'\w+' object is not a mapping",
        "`**` spreads out the items of a dict, and this isn't one.",
    ),
    Phrase(
        "TypeError",
        r"'[\w.]+' object does not support the (asynchronous )?context manager protocol",
        "What stands after `with` can't be used so; for `torch.no_grad`, put `()` after it.",
    ),
    Phrase(
        "AssertionError",
        r"$",
        "The condition of an `assert` is False at this line.",
    ),
    Phrase(
        "NotImplementedError",
        r"$",
        "This line raises `NotImplementedError`, which marks a place where code is still to be written.",
    ),
    Phrase(
        "RecursionError",
        r"maximum recursion depth exceeded",
        "A function calls itself again and again without end: it needs a case in which it returns without doing so.",
    ),
    Phrase(
        "RuntimeError",
        r"super\(\): no arguments",
        "`super()` works only inside a method, whose first parameter is `self`.",
    ),
)

PHRASES = (*OBJECTS, *CALLS)
