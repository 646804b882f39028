"""Protects authors' editors: the schemas say what the loader says, and the files that carry them are up to date."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import tomli
from jsonschema import Draft202012Validator

from tests.course.conftest import LESSON
from tutor.course import terms
from tutor.course.json_schema import FILES, as_text, file_name, json_schema
from tutor.course.loader import CHECKOUT

PACK = Path(__file__).parent / "packs" / "signal-processing"
COURSES = {"built-in": CHECKOUT, "pack": PACK}


def kind_of(path: Path) -> str:
    """Which of the schemas a file is to be read by."""
    stem, *language = path.name.removesuffix(".toml").split(".")
    if language:
        return "translation"
    return stem if stem in ("course", "chapter") else "lesson"


def faults(data: Any, what: str) -> list[str]:
    """What a validator says of `data`."""
    return [error.message for error in Draft202012Validator(json_schema(what)).iter_errors(data)]


@pytest.mark.parametrize("what", FILES)
def test_is_a_schema(what: str) -> None:
    """Protects editors from a schema that is none."""
    Draft202012Validator.check_schema(json_schema(what))


@pytest.mark.parametrize("course", COURSES)
@pytest.mark.parametrize("what", FILES)
def test_the_files_beside_the_lessons_are_up_to_date(what: str, course: str) -> None:
    """Protects from editors that hold authors to yesterday's keys; `tutor schema WHAT` writes them anew."""
    assert (COURSES[course] / "lessons" / file_name(what)).read_text("utf-8") == as_text(what)


@pytest.mark.parametrize("course", COURSES)
def test_every_file_fits_and_names_its_schema(course: str) -> None:
    """Protects authors from editors that mark what is right, or that were never told of the schema."""
    files = sorted((COURSES[course] / "lessons").rglob("*.toml"))
    assert files
    for path in files:
        what = kind_of(path)
        if path.name == terms.FILE or (path.name.startswith(("chapter.", "course.")) and what == "translation"):
            continue  # terms, and the words of a chapter or the course: one or two keys, without a schema of their own
        text = path.read_text("utf-8")
        assert faults(tomli.loads(text), what) == [], path
        named = text.partition("\n")[0]
        assert named.startswith("#:schema "), path
        assert (path.parent / named.removeprefix("#:schema ")).resolve().name == file_name(what)
        assert (path.parent / named.removeprefix("#:schema ")).is_file()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "function"', 'kind = "funktion"'),
        ('entry = "add_up"', ""),
        ("difficulty = 2", "difficulty = 4"),
        ("difficulty = 2", "dificulty = 2"),
        ('observe = ["args"]', 'observe = ["arguments"]'),
        ('observe = ["args"]', 'observe = ["args", "args"]'),
        ('id = "add-up"', 'id = "Add up"'),
        ("draw = 1", "times = 1"),
        ("minutes = 5", "minutes = 0"),
        ("right = false", 'right = "no"'),
        ('let = { n = "randint(1, 5)" }', 'let = { "1n" = "randint(1, 5)" }'),
        ('answer = "(3, 2)"', 'code = "x"'),
    ],
)
def test_what_the_loader_refuses_an_editor_marks(old: str, new: str) -> None:
    """Protects from a schema that lets everything pass."""
    assert LESSON.count(old) == 1
    assert faults(tomli.loads(LESSON), "lesson") == []
    assert faults(tomli.loads(LESSON.replace(old, new)), "lesson")


def test_every_key_says_what_it_is_for() -> None:
    """Protects authors who hover over a key: each has a sentence."""

    def bare(node: Any, at: str = "") -> list[str]:
        if isinstance(node, list):
            return [found for item in node for found in bare(item, at)]
        if not isinstance(node, dict):
            return []
        own = [f"{at}.{name}" for name, key in node.get("properties", {}).items() if "description" not in key]
        return own + [found for name, item in node.items() for found in bare(item, f"{at}.{name}")]

    for what in FILES:
        assert bare(json.loads(as_text(what))) == []
