"""What a value in a course's file may be, as data, and the one checker that walks it. *Any side.*

A shape is a small frozen description (text, whole number, list of ..., table of keys). `check` compares a
value read from TOML with its shape and reports every difference at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from tutor.course.document import UNSHOWN, visible
from tutor.course.nearest import nearest
from tutor.course.positions import KeyPath

Report = Callable[[KeyPath, str], None]


class Form(NamedTuple):
    """How a text must be written: a pattern, and words for it."""

    pattern: re.Pattern[str]
    words: str


KEBAB = Form(re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*"), "small letters, digits and single hyphens, such as `row-sums`")
IDENTIFIER = Form(re.compile(r"[^\W\d]\w*"), "a Python name")
DOTTED = Form(re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*"), "a name or dotted name, such as `ValueError`")
_ID = KEBAB.pattern.pattern
LESSON_ADDRESS = Form(re.compile(f"{_ID}/{_ID}"), "chapter/lesson")
LESSON_ALIAS = Form(re.compile(f"(?:{_ID}/)?{_ID}"), "an old id, or an old address: chapter/lesson")
EXERCISE_ALIAS = Form(re.compile(f"(?:{_ID}/{_ID}/)?{_ID}"), "an old id, or an old address: chapter/lesson/exercise")


class Text(NamedTuple):
    """A string; of a `form`, or one of `allowed`, if these are given."""

    form: Form | None = None
    allowed: tuple[str, ...] = ()
    blank: bool = True  # whether it may be empty
    markdown: bool = False  # whether it is words in Markdown


class Whole(NamedTuple):
    """A whole number from `low` to `high`."""

    low: int
    high: int | None = None


class Number(NamedTuple):
    """A number, whole or not: more than zero, or zero too where `zero`."""

    zero: bool = False


class Flag(NamedTuple):
    """true or false."""


class Many(NamedTuple):
    """A list of `each`."""

    each: Shape
    least: int = 0
    unlike: bool = False  # whether no two may be equal


class Named(NamedTuple):
    """A table with names of the author's choosing, each with a value of the shape `each`."""

    each: Text
    form: Form = IDENTIFIER


class Key(NamedTuple):
    """One key of a table: what its value may be, and whether it may be left out."""

    shape: Shape
    required: bool = False
    why: str = ""  # said when it is missing
    translated: bool = False  # whether a language's overlay file may give it anew


class Table(NamedTuple):
    """A table with the keys given. `elsewhere` tells, of keys that belong to another kind of table, to which."""

    name: str
    keys: Mapping[str, Key]
    elsewhere: Mapping[str, str] = MappingProxyType({})


class Choice(NamedTuple):
    """A table whose shape is chosen by the value of its key `by`."""

    name: str
    by: str
    tables: Mapping[str, Table]


Shape = Text | Whole | Number | Flag | Many | Named | Table | Choice


def check(value: Any, shape: Shape, path: KeyPath, report: Report) -> bool:
    """Report all that is wrong with `value`. True if nothing is."""
    match shape:
        case Text():
            problem = _text_problem(value, shape)
        case Whole():
            problem = _whole_problem(value, shape)
        case Number():
            problem = _number_problem(value, shape)
        case Flag():
            problem = "" if isinstance(value, bool) else f"{_said(path)} is {_is(value)}; write true or false"
        case Many():
            return _check_many(value, shape, path, report)
        case Named():
            return _check_named(value, shape, path, report)
        case Table():
            return _check_table(value, shape, path, report)
        case Choice():
            return _check_choice(value, shape, path, report)
    if problem:
        report(path, problem.replace("@", _said(path), 1))
    return not problem


def _text_problem(value: Any, shape: Text) -> str:
    if not isinstance(value, str):
        return f"@ is {_is(value)}; write a text in quotes"
    if UNSHOWN.search(value):
        return f"@ holds a character that can't be shown: {visible(value)[:60]}; take it away"
    if not value.strip() and (not shape.blank or shape.form or shape.allowed):
        return "@ is empty; write it"
    if shape.allowed and value not in shape.allowed:
        hint = nearest(value, shape.allowed)
        return f"@ is `{value}`, which is none of {', '.join(shape.allowed)}" + (
            f"; did you mean `{hint}`?" if hint else ""
        )
    if shape.form and not shape.form.pattern.fullmatch(value):
        return f"@ is `{visible(value)[:60]}`; write {shape.form.words}"
    return ""


def _whole_problem(value: Any, shape: Whole) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return f"@ is {_is(value)}; write a whole number"
    if value < shape.low or (shape.high is not None and value > shape.high):
        bounds = f"from {shape.low} to {shape.high}" if shape.high is not None else f"of {shape.low} or more"
        return f"@ is {value}; write a whole number {bounds}"
    return ""


def _number_problem(value: Any, shape: Number) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"@ is {_is(value)}; write a number"
    if not (0 < value < float("inf") or (shape.zero and value == 0)):
        return f"@ is {value}; write a number {'of zero or more' if shape.zero else 'above zero'}"
    return ""


def _check_many(value: Any, shape: Many, path: KeyPath, report: Report) -> bool:
    if not isinstance(value, list):
        if isinstance(shape.each, Table | Choice):
            report(path, f"{_said(path)} is {_is(value)}; begin each with [[{'.'.join(_names(path))}]]")
        else:
            report(path, f"{_said(path)} is {_is(value)}; write a list: [...]")
        return False
    good = True
    if len(value) < shape.least:
        report(path, f"{_said(path)} has {len(value)} of at least {shape.least}; add what is missing")
        good = False
    for index, item in enumerate(value):
        good = check(item, shape.each, (*path, index), report) and good
        if shape.unlike and item in value[:index]:
            report((*path, index), f"{_said(path)} has {_quoted(item)} twice; take one away")
            good = False
    return good


def _check_named(value: Any, shape: Named, path: KeyPath, report: Report) -> bool:
    if not isinstance(value, dict):
        report(path, f'{_said(path)} is {_is(value)}; write a table: {{ name = "..." }}')
        return False
    good = True
    for name, item in value.items():
        if not shape.form.pattern.fullmatch(name):
            report((*path, name), f"`{name}` in {_said(path)} is not {shape.form.words}; rename it")
            good = False
        good = check(item, shape.each, (*path, name), report) and good
    return good


def _check_table(value: Any, shape: Table, path: KeyPath, report: Report) -> bool:
    if not isinstance(value, dict):
        report(path, f"{_said(path)} is {_is(value)}; write a table")
        return False
    good = True
    for name, key in shape.keys.items():
        if key.required and name not in value:
            why = f" ({key.why})" if key.why else ""
            report(path, f"{shape.name} lacks the key `{name}`{why}; add it")
            good = False
    for name, item in value.items():
        known = shape.keys.get(name)
        if known is not None:
            good = check(item, known.shape, (*path, name), report) and good
            continue
        good = False
        if name in shape.elsewhere:
            report((*path, name), f"{shape.name} has no key `{name}`: {shape.elsewhere[name]}; take it away")
            continue
        near = nearest(name, shape.keys)
        remedy = f"did you mean `{near}`?" if near else f"known here: {', '.join(shape.keys)}"
        report((*path, name), f"{shape.name} has no key `{name}`; {remedy}")
    return good


def _check_choice(value: Any, shape: Choice, path: KeyPath, report: Report) -> bool:
    if not isinstance(value, dict):
        report(path, f"{_said(path)} is {_is(value)}; write a table")
        return False
    chosen = value.get(shape.by)
    if isinstance(chosen, str) and chosen in shape.tables:
        return _check_table(value, shape.tables[chosen], path, report)
    if shape.by not in value:
        report(path, f"{shape.name} lacks the key `{shape.by}`; add it: one of {', '.join(shape.tables)}")
    else:
        check(chosen, Text(allowed=tuple(shape.tables)), (*path, shape.by), report)
    # What no kind knows is wrong whichever kind was meant.
    known = {name: key for table in shape.tables.values() for name, key in table.keys.items()}
    for name in value:
        if name not in known:
            near = nearest(name, known)
            report((*path, name), f"{shape.name} has no key `{name}`" + (f"; did you mean `{near}`?" if near else ""))
    return False


def _names(path: KeyPath) -> list[str]:
    return [part for part in path if isinstance(part, str)]


def _said(path: KeyPath) -> str:
    """The key a path ends in, as it is named in a message."""
    names = _names(path)
    if path and isinstance(path[-1], int):
        return f"element {path[-1] + 1} of `{names[-1]}`"
    return f"`{names[-1]}`" if names else "the file"


def _is(value: Any) -> str:
    """What a value is, in TOML's words."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return "a text"
        case int() | float():
            return f"the number {value}"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or time"


def _quoted(value: Any) -> str:
    return f"`{visible(value)[:60]}`" if isinstance(value, str) else _is(value)
