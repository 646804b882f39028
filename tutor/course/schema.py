"""The keys of a course's files, as course-format has them: what each may be, and in which table it belongs. *Any side.*

Data only: `shapes` checks by it, `loader` reads by it. A key marked `translated` may stand in a language's
overlay file too; an overlay's own tables are made from the same description.
"""

from __future__ import annotations

import re

from tutor.course.model import Kind
from tutor.course.shapes import (
    DOTTED,
    EXERCISE_ALIAS,
    IDENTIFIER,
    KEBAB,
    LESSON_ADDRESS,
    LESSON_ALIAS,
    Choice,
    Flag,
    Form,
    Key,
    Many,
    Named,
    Number,
    Shape,
    Table,
    Text,
    Whole,
)
from tutor.language import later_

OBSERVE = (
    "args",
    "aliasing",
    "grad",
    "graph",
    "stdout",
    "ops",
    "allocations",
    "rng",
    "distribution",
    "figure",
)
# Constructs that `forbid` and `require` know by their own signs; any other entry is a function's name.
CONSTRUCTS = (
    *("for", "while", "if", "try", "with", "lambda", "def", "class", "import", "yield", "assert", "raise", "del"),
    *("global", "match", "@", "**", "//", "%", "*", "/", "+", "-", "^"),
)
RELAX = ("dtype", "scalar", "order", "sign", "nan")
LANGUAGE = Form(re.compile(r"[a-z]{2,3}(?:-[a-z0-9]+)*"), "a language's code, such as `en` or `zh`")
FINGERPRINT = Form(re.compile(r"[0-9a-f]{8}"), "the eight digits that `tutor lint` tells")
CONSTRUCT = Form(re.compile(r"\S+"), "one name or construct, without blanks")

LINE = Text(blank=False)
WORDS = Text(markdown=True)
ID = Text(form=KEBAB)
IDS = Many(ID, unlike=True)
EXPRESSION = Text(blank=False)
CODE = Text()
SOME_CODE = Text(blank=False)
DRAWN = Named(EXPRESSION)

COURSE = Table(
    "the course",
    {
        "title": Key(LINE, translated=True),
        "id": Key(ID),
        "languages": Key(Many(Text(form=LANGUAGE), least=1, unlike=True)),
        "chapters": Key(IDS),
    },
)

CHAPTER = Table(
    "the chapter",
    {
        "title": Key(LINE, translated=True),
        "summary": Key(WORDS, translated=True),
        "lessons": Key(IDS),
        "aliases": Key(IDS),
    },
)

_CASE_KEYS = {
    "args": Key(Many(EXPRESSION)),
    "kwargs": Key(Named(EXPRESSION)),
    "let": Key(DRAWN),
    "times": Key(Whole(1)),
    "note": Key(WORDS, translated=True),
    "raises": Key(Text(form=DOTTED)),
    "run": Key(SOME_CODE),
    "call_result": Key(Many(EXPRESSION)),
}
CASE = Table("the case", _CASE_KEYS)

_SAYS = Key(WORDS, required=True, why="what the learner is told", translated=True)
MISTAKE = Table(
    "the mistake",
    {
        "id": Key(ID, required=True),
        "code": Key(SOME_CODE, required=True),
        "says": _SAYS,
    },
    elsewhere={"answer": later_("it belongs to a predict exercise's mistake")},
)
WRONG_ANSWER = Table(
    "the mistake",
    {"id": Key(ID), "answer": Key(LINE, required=True), "says": _SAYS},
    elsewhere={"code": later_("it belongs to a code exercise's mistake")},
)
ACCEPT = Table("the accept", {"code": Key(SOME_CODE, required=True)})

OPTION = Table(
    "the option",
    {
        "text": Key(Text(markdown=True, blank=False), required=True, translated=True),
        "says": Key(WORDS, translated=True),
        "id": Key(ID),
        "right": Key(Flag()),
        "test": Key(EXPRESSION),
    },
)

PREDICTION = Table(
    "the question",
    {
        "code": Key(CODE, required=True, why="what the learner predicts"),
        "let": Key(DRAWN),
        "ask": Key(EXPRESSION),
        "text": Key(WORDS, translated=True),
    },
    elsewhere={
        "option": later_("it belongs to a choice exercise's question"),
        "several": later_("it belongs to a choice exercise's question"),
    },
)
CHOOSING = Table(
    "the question",
    {
        "text": Key(Text(markdown=True, blank=False), required=True, why="what is asked", translated=True),
        "code": Key(CODE),
        "let": Key(DRAWN),
        "several": Key(Flag()),
        "option": Key(Many(OPTION, least=2), required=True, translated=True),
    },
    elsewhere={"ask": later_("it belongs to a predict exercise's question")},
)

_COMMON = {
    "id": Key(ID, required=True, why="what progress is kept under"),
    "kind": Key(Text(allowed=tuple(Kind)), required=True),
    "title": Key(LINE, translated=True),
    "goal": Key(
        Text(markdown=True, blank=False),
        required=True,
        why="what to do, what is given, what must come back",
        translated=True,
    ),
    "hints": Key(Many(Text(markdown=True, blank=False)), translated=True),
    "explain": Key(WORDS, translated=True),
    "optional": Key(Flag()),
    "difficulty": Key(Whole(1, 3)),
    "tags": Key(Many(LINE, unlike=True)),
    "aliases": Key(Many(Text(form=EXERCISE_ALIAS), unlike=True)),
}
_CODE = {
    "setup": Key(CODE),
    "forbid": Key(Many(Text(form=CONSTRUCT), unlike=True)),
    "require": Key(Many(Text(form=CONSTRUCT), unlike=True)),
    "observe": Key(Many(Text(allowed=OBSERVE), unlike=True)),
    "relax": Key(Many(Text(allowed=RELAX), unlike=True)),
    "ops_ratio": Key(Number()),
    "rtol": Key(Number(zero=True)),
    "atol": Key(Number(zero=True)),
    "timeout": Key(Number()),
    "memory": Key(Whole(1)),
    "mistake": Key(Many(MISTAKE), translated=True),
    "accept": Key(Many(ACCEPT)),
}
_FUNCTION = {
    "entry": Key(Text(form=IDENTIFIER), required=True, why="the name that must exist"),
    "case": Key(Many(CASE), translated=True),
}
_VARIABLES = {
    "names": Key(Many(Text(form=IDENTIFIER), least=1, unlike=True), required=True, why="the names that are compared"),
    "let": Key(DRAWN),
    "times": Key(Whole(1)),
}
_ANSWERED = {"draw": Key(Whole(1))}
_WRONG_ANSWERS = {"mistake": Key(Many(WRONG_ANSWER), translated=True)}

_OWN: dict[Kind, dict[str, Key]] = {
    Kind.FUNCTION: _COMMON | _FUNCTION | _CODE,
    Kind.VARIABLES: _COMMON | _VARIABLES | _CODE,
    Kind.PREDICT: _COMMON | _ANSWERED | {"question": Key(Many(PREDICTION, least=1), required=True)} | _WRONG_ANSWERS,
    Kind.CHOICE: _COMMON | _ANSWERED | {"question": Key(Many(CHOOSING, least=1), required=True, translated=True)},
}


_BELONGS: dict[tuple[Kind, ...], str] = {
    (Kind.FUNCTION,): later_("it belongs to function exercises"),
    (Kind.VARIABLES,): later_("it belongs to variables exercises"),
    (Kind.FUNCTION, Kind.VARIABLES): later_("it belongs to function and variables exercises"),
    (Kind.PREDICT, Kind.CHOICE): later_("it belongs to predict and choice exercises"),
    (Kind.FUNCTION, Kind.VARIABLES, Kind.PREDICT): later_("it belongs to function, variables and predict exercises"),
}
_CALLED = {
    Kind.FUNCTION: later_("a function exercise"),
    Kind.VARIABLES: later_("a variables exercise"),
    Kind.PREDICT: later_("a predict exercise"),
    Kind.CHOICE: later_("a choice exercise"),
}


def _elsewhere(kind: Kind) -> dict[str, str]:
    """Of each key that only other kinds have, which these are."""
    owners: dict[str, tuple[Kind, ...]] = {}
    for other, keys in _OWN.items():
        for name in keys:
            if name not in _OWN[kind]:
                owners[name] = (*owners.get(name, ()), other)
    found = {name: _BELONGS[kinds] for name, kinds in owners.items()}
    if kind is Kind.VARIABLES:
        found["case"] = later_("a variables exercise has its `let` and `times` on the exercise itself")
    return found


EXERCISE = Choice(
    "the exercise",
    "kind",
    {kind: Table(_CALLED[kind], keys, _elsewhere(kind)) for kind, keys in _OWN.items()},
)

PAGE = Table(
    "the page",
    {
        "id": Key(ID, required=True),
        "title": Key(LINE, required=True, translated=True),
        "text": Key(Text(markdown=True), required=True, why="what the learner reads", translated=True),
        "exercise": Key(EXERCISE, translated=True),
    },
)

LESSON = Table(
    "the lesson",
    {
        "title": Key(LINE, required=True, translated=True),
        "summary": Key(WORDS, translated=True),
        "minutes": Key(Whole(1)),
        "requires": Key(Many(Text(form=LESSON_ADDRESS), unlike=True)),
        "aliases": Key(Many(Text(form=LESSON_ALIAS), unlike=True)),
        "page": Key(Many(PAGE, least=1), required=True, translated=True),
    },
)


# Tables of an overlay that say which words they translate: `of`, a fingerprint of the original's (see `translation`).
WITH_FINGERPRINT = ("the lesson", "the page", "the exercise")


_ANEW = {
    "the course": later_("the course in another language"),
    "the chapter": later_("the chapter in another language"),
    "the lesson": later_("the lesson in another language"),
    "the page": later_("the page in another language"),
    "the exercise": later_("the exercise in another language"),
    "the case": later_("the case in another language"),
    "the mistake": later_("the mistake in another language"),
    "the question": later_("the question in another language"),
    "the option": later_("the option in another language"),
}
_TEXTS_ONLY = later_("only texts are given anew in another language")


def _overlay(shape: Shape) -> Shape:
    """`shape` as it stands in a language's overlay: texts and the ids they belong to, all but ids to be left out."""
    match shape:
        case Many():
            return shape._replace(each=_overlay(shape.each), least=0)
        case Choice():
            keys = {name: key for table in shape.tables.values() for name, key in table.keys.items()}
            if shape is EXERCISE:
                keys |= {"question": Key(Many(CHOOSING), translated=True)}
            return _overlay(Table(shape.name, keys))
        case Table():
            keys = {
                name: Key(_overlay(key.shape), required=name == "id" and key.required)
                for name, key in shape.keys.items()
                if key.translated or (name == "id" and shape is not COURSE)
            }
            if shape.name in WITH_FINGERPRINT:
                keys["of"] = Key(Text(form=FINGERPRINT))
            base = {name: _TEXTS_ONLY for name in shape.keys if name not in keys}
            return Table(_ANEW[shape.name], keys, base)
        case _:
            return shape


def _overlay_table(table: Table) -> Table:
    overlay = _overlay(table)
    assert isinstance(overlay, Table)
    return overlay


COURSE_OVERLAY = _overlay_table(COURSE)
LESSON_OVERLAY = _overlay_table(LESSON)
CHAPTER_OVERLAY = _overlay_table(CHAPTER)
