"""Protects outside authors: a course written from the guide alone lints clean, verifies, and uses every key."""

from __future__ import annotations

import asyncio
from pathlib import Path

import tomli

from tutor.course import schema
from tutor.course.lint import lint
from tutor.course.loader import load
from tutor.course.model import Kind
from tutor.course.shapes import Choice, Many, Shape, Table
from tutor.grading.programs import PRELOAD
from tutor.grading.verify import Summary, verify
from tutor.runner.client import Runner

PACK = Path(__file__).parent / "packs" / "signal-processing"


def test_it_lints_clean() -> None:
    """Protects authors from a linter that complains of what the guide told them to do.

    One thing is to be told: only its first lesson has words in the second language so far.
    """
    faults = lint(load(PACK))
    assert [fault.severity for fault in faults] == ["warning"]
    assert "6 of 7 lessons have no words in `zh` yet" in faults[0].message


def test_it_is_a_whole_course() -> None:
    """Protects the pack from shrinking to a token: 30 exercises or more, of every kind."""
    exercises = list(load(PACK).exercises())
    assert len(exercises) >= 30
    assert {exercise.kind for exercise in exercises} == set(Kind)


def test_it_verifies() -> None:
    """Protects every key of the format: what an outside author writes is judged as the guide says."""

    async def proved() -> Summary:
        async with Runner(preload=PRELOAD) as runner:
            return await verify(runner, load(PACK), seeds=1)

    summary = asyncio.run(proved())
    assert len(summary.results) > 100
    assert [(each.address, each.message) for each in summary.failed] == []


def test_every_key_is_used() -> None:
    """Protects the claim that the pack tries the whole format: no key, observation or relaxation is left out."""
    used: set[tuple[str, str]] = set()
    for path in (PACK / "lessons").rglob("*.toml"):
        data = tomli.loads(path.read_text())
        names = path.name.split(".")
        if len(names) == 2:
            shape = {"course": schema.COURSE, "chapter": schema.CHAPTER}.get(names[0], schema.LESSON)
            used |= _used(data, shape)
    known = _known(schema.COURSE) | _known(schema.CHAPTER) | _known(schema.LESSON)
    assert known - used == set()
    exercises = list(load(PACK).exercises())
    assert {name for exercise in exercises for name in exercise.observe} == set(schema.OBSERVE)
    assert {name for exercise in exercises for name in exercise.relax} == set(schema.RELAX)


def test_words_in_another_language_are_laid_over() -> None:
    """Protects translations: the pack's Chinese words are found, and code stays the same."""
    english, chinese = load(PACK), load(PACK, "zh")
    assert chinese.chapters[0].title != english.chapters[0].title
    pages = [next(iter(course.lessons())).pages[0] for course in (english, chinese)]
    assert pages[0].title != pages[1].title
    assert pages[0].exercise is not None and pages[1].exercise is not None
    assert [case.args for case in pages[0].exercise.cases] == [case.args for case in pages[1].exercise.cases]
    assert pages[0].exercise.cases[0].note != pages[1].exercise.cases[0].note


def _used(value: object, shape: Shape) -> set[tuple[str, str]]:
    match shape:
        case Table(name, keys) if isinstance(value, dict):
            name = _plain(name)
            inside = [_used(item, keys[key].shape) for key, item in value.items() if key in keys]
            return {(name, key) for key in value}.union(*inside)
        case Many(each) if isinstance(value, list):
            return set().union(*(_used(item, each) for item in value))
        case Choice(_, by, tables) if isinstance(value, dict):
            return _used(value, tables[value[by]])
    return set()


def _known(shape: Shape) -> set[tuple[str, str]]:
    match shape:
        case Table(name, keys):
            return {(_plain(name), key) for key in keys}.union(*(_known(key.shape) for key in keys.values()))
        case Many(each):
            return _known(each)
        case Choice(_, _, tables):
            return set().union(*map(_known, tables.values()))
    return set()


def _plain(name: str) -> str:
    """A table's name, that of an exercise without its kind: a key that several kinds have is used if one uses it."""
    return "an exercise" if name.endswith(" exercise") else name
