"""Every sentence of the program has words in every language, with the same fields; what is compiled is what is written.

`python -m tests.language` takes in new sentences and compiles.
"""

from __future__ import annotations

import ast
import re

import pytest
from babel.messages.pofile import read_po

from tests.language.messages import LANGUAGES, PROGRAM, ROOT, Found, as_mo, mo_file, po_file, sentences, sentences_of

# What is shown to a person: the texts given to these must be marked, so that they can be translated.
SHOWN_BY = ("UserFault", "ProgressError", "CannotRun", "warn", "tell", "set_state")


@pytest.fixture(scope="module")
def found() -> list[Found]:
    return list(sentences())


def _fields(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)[^{}]*\}", text)) | set(re.findall(r"%\(?\w*\)?[rsd]", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_words(language: str, found: list[Found]) -> None:
    with po_file(language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    lacking = [f"{one.place}: {one.one}" for one in found if not _words(catalogue.get(one.one))]
    assert lacking == [], "run `python -m tests.language`, then write words for these in the catalogue"
    assert [message.id for message in catalogue if message.fuzzy and message.id] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_have_the_fields_of_their_sentence(language: str) -> None:
    with po_file(language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    wrong = []
    for message in catalogue:
        if message.id:
            many = message.id[-1] if isinstance(message.id, tuple) else message.id
            wrong += [(many, words) for words in _words(message) if _fields(words) != _fields(many)]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_kept_that_is_said_no_more(language: str, found: list[Found]) -> None:
    said = {one.one for one in found}
    with po_file(language).open("rb") as file:
        kept = [message.id[0] if isinstance(message.id, tuple) else message.id for message in read_po(file)]
    assert [one for one in kept if one and one not in said] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    assert mo_file(language).read_bytes() == as_mo(po_file(language).read_bytes(), language)


def test_a_sentence_is_whole_before_it_is_translated() -> None:
    """`_(f"...")` and `_(a + b)` could never be found in a catalogue."""
    built = []
    for path in PROGRAM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "plural"):
                built += [f"{path}:{node.lineno}" for arg in node.args[:2] if isinstance(arg, ast.JoinedStr)]
    assert built == []


def test_what_is_told_to_a_person_is_marked() -> None:
    unmarked = []
    for path in PROGRAM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node) in SHOWN_BY and node.args and _is_text(node.args[0]):
                unmarked.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert unmarked == []


def test_marked_sentences_are_found_in_all_their_forms() -> None:
    source = """
_("one " "sentence")
plural("{n} page", "{n} pages", n)
later_("kept")
Phrase("ValueError", r"pattern", "said")
Key("check", ("ctrl+r",), "label", "help", GO)
f(_("inner").format(x=1))
"""
    found = [(one.one, one.many) for one in sentences_of(ast.parse(source), "tutor/some.py")]
    assert sorted(found) == sorted(
        [
            ("one sentence", ""),
            ("{n} page", "{n} pages"),
            ("kept", ""),
            ("said", ""),
            ("label", ""),
            ("help", ""),
            ("inner", ""),
        ]
    )


def _words(message: object) -> list[str]:
    words = getattr(message, "string", "") or ""
    return [one for one in (words if isinstance(words, tuple | list) else [words]) if one]


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _is_text(node: ast.AST) -> bool:
    """Whether `node` is a text of several words, or built around one."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and " " in node.value.strip()
    if isinstance(node, ast.JoinedStr):
        return any(
            _is_text(part) and re.search(r"[A-Za-z]{2}", part.value)
            for part in node.values
            if isinstance(part, ast.Constant)
        )
    return False
