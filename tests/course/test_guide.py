"""Protects authors who trust their guide: each piece of TOML in it is linted and proved, and every key is shown."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import tomli
from markdown_it import MarkdownIt

from tutor.course import json_schema, schema
from tutor.course.lint import lint
from tutor.course.loader import CHECKOUT, load
from tutor.course.shapes import Choice, Many, Shape, Table
from tutor.grading.programs import PRELOAD
from tutor.grading.verify import Summary, verify
from tutor.runner.client import Runner

GUIDE = CHECKOUT / "lessons" / "README.md"
KINDS = ("function", "variables", "predict", "choice")
# What the guide has shown before, and its pieces leave out.
COMMON = {
    "title": '"A piece"',
    "goal": '"Do what the guide says here."',
    "hints": '["Read on.", "Read back."]',
    "explain": '"So it is."',
}


@dataclass(frozen=True)
class Piece:
    """One fence of the guide: what it says it is (`toml function`), its text, and its line."""

    info: str
    text: str
    line: int


def pieces() -> list[Piece]:
    """The guide's fences of TOML and Python, in order."""
    found = [token for token in MarkdownIt().parse(GUIDE.read_text("utf-8")) if token.type == "fence"]
    return [Piece(token.info.strip(), token.content, (token.map or [0])[0] + 1) for token in found]


PIECES = pieces()
LESSON = next(piece for piece in PIECES if piece.info == "toml lesson")


def write(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def whole_lesson(root: Path) -> None:
    """The guide's whole lesson, with its two files as the guide gives them."""
    write(root, "lessons/arithmetic/doubling.toml", LESSON.text)
    at = PIECES.index(LESSON)
    starter, reference = (piece.text for piece in PIECES[at + 1 : at + 3])
    write(root, "exercises/arithmetic/doubling/double.py", starter)
    write(root, "solutions/arithmetic/doubling/double.py", reference)


def collected(root: Path) -> int:
    """All pieces of exercises as the pages of one lesson; how many there are."""
    fragments = [(i, piece) for i, piece in enumerate(PIECES) if piece.info.removeprefix("toml ") in KINDS]
    text = 'title = "Pieces"\n'
    for number, (i, piece) in enumerate(fragments):
        kind = piece.info.removeprefix("toml ")
        given = tomli.loads(piece.text)
        name = given.get("id", f"piece-{number}")
        known = {"id": f'"{name}"', "kind": f'"{kind}"', **COMMON}
        added = "".join(f"{key} = {value}\n" for key, value in known.items() if key not in given)
        page = f'[[page]]\nid = "page-{number}"\ntitle = "P"\ntext = "Words."\n'
        text += f"\n{page}\n[page.exercise]\n{added}{piece.text}\n"
        if kind in ("function", "variables"):
            reference = PIECES[i + 1]
            assert reference.info == "python reference", f"README.md:{piece.line}: no reference below"
            starter = "" if kind == "variables" else f"def {given['entry']}(*args, **kwargs):\n    ...\n"
            write(root, f"exercises/guide/pieces/{name}.py", starter or "pass\n")
            write(root, f"solutions/guide/pieces/{name}.py", reference.text)
    write(root, "lessons/guide/pieces.toml", text)
    return len(fragments)


def errors(root: Path) -> list[str]:
    return [str(fault) for fault in lint(load(root)) if fault.severity == "error"]


async def proved(root: Path) -> Summary:
    async with Runner(preload=PRELOAD) as runner:
        return await verify(runner, load(root), seeds=1)


def test_every_piece_is_tested() -> None:
    """Protects the promise that no TOML in the guide is untested: each says what it is."""
    known = {f"toml {what}" for what in (*KINDS, "lesson", "course", "chapter", "head", "translation")}
    assert {piece.info for piece in PIECES if "toml" in piece.info} == known


def test_the_lessons_and_pieces_verify(tmp_path: Path) -> None:
    """Protects every example: it is in order, its reference passes, its mistakes are recognised."""
    whole_lesson(tmp_path)
    assert collected(tmp_path) >= 9
    assert errors(tmp_path) == []
    summary = asyncio.run(proved(tmp_path))
    assert len(summary.results) >= 30
    assert [(each.address, each.message) for each in summary.failed] == []


def test_course_chapter_and_head_are_in_order(tmp_path: Path) -> None:
    """Protects the examples of the other files, which belong to the whole lesson."""
    whole_lesson(tmp_path)
    texts = {piece.info: piece.text for piece in PIECES}
    write(tmp_path, "lessons/course.toml", texts["toml course"])
    write(tmp_path, "lessons/arithmetic/chapter.toml", texts["toml chapter"])
    body = LESSON.text[LESSON.text.index("[[page]]") :]
    write(tmp_path, "lessons/arithmetic/doubling.toml", texts["toml head"] + "\n" + body)
    assert errors(tmp_path) == []
    assert load(tmp_path).id == "arithmetic-from-nothing"


def test_the_translation_is_whole_and_fresh(tmp_path: Path) -> None:
    """Protects translators: with the fingerprints that lint tells, nothing is left to say of the example."""
    whole_lesson(tmp_path)
    write(tmp_path, "lessons/course.toml", 'languages = ["en", "zh"]\n')
    text = next(piece.text for piece in PIECES if piece.info == "toml translation")
    overlay = write(tmp_path, "lessons/arithmetic/doubling.zh.toml", re.sub(r'"@\w+"', '"00000000"', text))
    asked = {fault.line: fault.message for fault in lint(load(tmp_path)) if fault.path == overlay}
    assert len(asked) == 3
    lines = overlay.read_text("utf-8").split("\n")
    for line, message in asked.items():
        match = re.search(r'of = "\w{8}"', message)
        assert match is not None, message
        lines[line - 1] = match[0]
    overlay.write_text("\n".join(lines), "utf-8")
    assert [str(fault) for fault in lint(load(tmp_path)) if fault.path == overlay] == []
    assert load(tmp_path, "zh").chapters[0].lessons[0].title == "加倍"


@pytest.mark.parametrize("what", json_schema.FILES)
def test_every_key_is_in_the_guide(what: str) -> None:
    """Protects authors from keys they would have to guess."""
    told = GUIDE.read_text("utf-8")
    table, _ = json_schema.FILES[what]
    missing = [
        key for key in sorted(_keys(table)) if not re.search(rf"\b{key}\b\s*=|\[{key}\]|\.{key}\]|`{key}`", told)
    ]
    assert missing == []


def test_every_word_of_a_key_is_in_the_guide() -> None:
    """Protects from observations, relaxations, constructs and kinds that the guide doesn't know."""
    told = GUIDE.read_text("utf-8")
    for word in (*schema.OBSERVE, *schema.RELAX, *KINDS):
        assert f"`{word}`" in told
    for word in schema.CONSTRUCTS:
        assert word in told


def _keys(shape: Shape) -> set[str]:
    match shape:
        case Table(_, keys):
            return set(keys).union(*(_keys(key.shape) for key in keys.values()))
        case Many(each):
            return _keys(each)
        case Choice(_, _, tables):
            return set().union(*map(_keys, tables.values()))
    return set()
