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
from tutor.language import _, aside

Report = Callable[[KeyPath, str], None]

BEYOND = 10**30  # no number of a lesson is as large; of one with thousands of digits Python makes no text, and no float


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
            problem = (
                ""
                if isinstance(value, bool)
                else _("{path} is {value}; write true or false").format(path=_said(path), value=_is(value))
            )
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
        return _("@ is {value}; write a text in quotes").format(value=_is(value))
    if UNSHOWN.search(value):
        return _("@ holds a character that can't be shown: {value}; take it away").format(value=visible(value)[:60])
    if not value.strip() and (not shape.blank or shape.form or shape.allowed):
        return _("@ is empty; write it")
    if shape.allowed and value not in shape.allowed:
        hint = nearest(value, shape.allowed)
        return _("@ is `{value}`, which is none of {allowed}").format(value=value, allowed=", ".join(shape.allowed)) + (
            _("; did you mean `{hint}`?").format(hint=hint) if hint else ""
        )
    if shape.form and not shape.form.pattern.fullmatch(value):
        return _("@ is `{value}`; write {words}").format(value=visible(value)[:60], words=_(shape.form.words))
    return ""


def _whole_problem(value: Any, shape: Whole) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return _("@ is {value}; write a whole number").format(value=_is(value))
    if value < shape.low or value > (BEYOND if shape.high is None else shape.high):
        bounds = (
            _("from {low} to {high}").format(low=shape.low, high=shape.high)
            if shape.high is not None
            else _("of {low} or more").format(low=shape.low)
        )
        return _("@ is {value}; write a whole number {bounds}").format(
            value=value if abs(value) < BEYOND else _is(value), bounds=bounds
        )
    return ""


def _number_problem(value: Any, shape: Number) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _("@ is {value}; write a number").format(value=_is(value))
    if not (0 < value < BEYOND or (shape.zero and value == 0)):
        told = value if abs(value) < BEYOND else _is(value)
        if shape.zero:
            return _("@ is {value}; write a number of zero or more").format(value=told)
        return _("@ is {value}; write a number above zero").format(value=told)
    return ""


def _check_many(value: Any, shape: Many, path: KeyPath, report: Report) -> bool:
    if not isinstance(value, list):
        if isinstance(shape.each, Table | Choice):
            report(
                path,
                _("{path} is {value}; begin each with [[{path_2}]]").format(
                    path=_said(path), value=_is(value), path_2=".".join(_names(path))
                ),
            )
        else:
            report(path, _("{path} is {value}; write a list: [...]").format(path=_said(path), value=_is(value)))
        return False
    good = True
    if len(value) < shape.least:
        report(
            path,
            _("{path} has {value} of at least {least}; add what is missing").format(
                path=_said(path), value=len(value), least=shape.least
            ),
        )
        good = False
    for index, item in enumerate(value):
        good = check(item, shape.each, (*path, index), report) and good
        if shape.unlike and item in value[:index]:
            report(
                (*path, index), _("{path} has {item} twice; take one away").format(path=_said(path), item=_quoted(item))
            )
            good = False
    return good


def _check_named(value: Any, shape: Named, path: KeyPath, report: Report) -> bool:
    if not isinstance(value, dict):
        report(
            path, _('{path} is {value}; write a table: {{ name = "..." }}').format(path=_said(path), value=_is(value))
        )
        return False
    good = True
    for name, item in value.items():
        if not shape.form.pattern.fullmatch(name):
            report(
                (*path, name),
                _("`{name}` in {path} is not {words}; rename it").format(
                    name=name, path=_said(path), words=_(shape.form.words)
                ),
            )
            good = False
        good = check(item, shape.each, (*path, name), report) and good
    return good


def _check_table(value: Any, shape: Table, path: KeyPath, report: Report) -> bool:
    if not isinstance(value, dict):
        report(path, _("{path} is {value}; write a table").format(path=_said(path), value=_is(value)))
        return False
    good = True
    for name, key in shape.keys.items():
        if key.required and name not in value:
            why = aside(_(key.why))
            report(
                path, _("{name} lacks the key `{name_2}`{why}; add it").format(name=_(shape.name), name_2=name, why=why)
            )
            good = False
    for name, item in value.items():
        known = shape.keys.get(name)
        if known is not None:
            good = check(item, known.shape, (*path, name), report) and good
            continue
        good = False
        if name in shape.elsewhere:
            report(
                (*path, name),
                _("{name} has no key `{name_2}`: {elsewhere}; take it away").format(
                    name=_(shape.name), name_2=name, elsewhere=_(shape.elsewhere[name])
                ),
            )
            continue
        near = nearest(name, shape.keys)
        remedy = (
            _("did you mean `{near}`?").format(near=near)
            if near
            else _("known here: {keys}").format(keys=", ".join(shape.keys))
        )
        report(
            (*path, name),
            _("{name} has no key `{name_2}`; {remedy}").format(name=_(shape.name), name_2=name, remedy=remedy),
        )
    return good


def _check_choice(value: Any, shape: Choice, path: KeyPath, report: Report) -> bool:
    if not isinstance(value, dict):
        report(path, _("{path} is {value}; write a table").format(path=_said(path), value=_is(value)))
        return False
    chosen = value.get(shape.by)
    if isinstance(chosen, str) and chosen in shape.tables:
        return _check_table(value, shape.tables[chosen], path, report)
    if shape.by not in value:
        report(
            path,
            _("{name} lacks the key `{by}`; add it: one of {tables}").format(
                name=_(shape.name), by=shape.by, tables=", ".join(shape.tables)
            ),
        )
    else:
        check(chosen, Text(allowed=tuple(shape.tables)), (*path, shape.by), report)
    # What no kind knows is wrong whichever kind was meant.
    known = {name: key for table in shape.tables.values() for name, key in table.keys.items()}
    for name in value:
        if name not in known:
            near = nearest(name, known)
            report(
                (*path, name),
                _("{name} has no key `{name_2}`").format(name=_(shape.name), name_2=name)
                + (_("; did you mean `{near}`?").format(near=near) if near else ""),
            )
    return False


def _names(path: KeyPath) -> list[str]:
    return [part for part in path if isinstance(part, str)]


def _said(path: KeyPath) -> str:
    """The key a path ends in, as it is named in a message."""
    names = _names(path)
    if path and isinstance(path[-1], int):
        return _("element {path} of `{names}`").format(path=path[-1] + 1, names=names[-1])
    return f"`{names[-1]}`" if names else _("the file")


def _is(value: Any) -> str:
    """What a value is, in TOML's words."""
    match value:
        case bool():
            return _("true") if value else _("false")
        case str():
            return _("a text")
        case int() if abs(value) >= BEYOND:
            return _("a number beyond all bounds")
        case int() | float():
            return _("the number {value}").format(value=value)
        case list():
            return _("a list")
        case dict():
            return _("a table")
        case _:
            return _("a date or time")


def _quoted(value: Any) -> str:
    return f"`{visible(value)[:60]}`" if isinstance(value, str) else _is(value)
