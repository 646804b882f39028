"""Every sentence of the program that is to be translated, read from its source; and the catalogue made of them.

A sentence is marked by `_`, `plural` or `later_`. Tables of data are marked by what they are made of: a `Phrase`'s
sentence, a `Key`'s label and help, a command's summary.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "tutor"
LANGUAGES = ("zh",)

# Which arguments of a call are sentences: one, or the two of a plural.
MARKS = {
    **{"_": (0,), "later_": (0,), "in_every": (0,), "Phrase": (2,), "Key": (2, 3), "_command": (1,)},
    **{"Form": (1,), "Table": (0,), "Choice": (0,)},
}
NAMED = {"why"}  # and which, where they are given by name


@dataclass(frozen=True)
class Found:
    """A sentence, with the one for many where it has one, and where it stands."""

    one: str
    many: str
    place: str


def po_file(language: str) -> Path:
    """The catalogue of `language`, as a translator reads it."""
    return PROGRAM / "language" / f"{language}.po"


def mo_file(language: str) -> Path:
    """The same as the program reads it."""
    return po_file(language).with_suffix(".mo")


def sentences() -> Iterator[Found]:
    """All there are, in the order of the files."""
    for path in sorted(PROGRAM.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        yield from sentences_of(ast.parse(path.read_text("utf-8")), name)


def sentences_of(tree: ast.AST, name: str) -> Iterator[Found]:
    """Those in one file."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        words = [arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else "" for arg in node.args]
        place = f"{name}:{node.lineno}"
        if called == "plural" and len(words) > 1 and words[0]:
            yield Found(words[0], words[1], place)
        elif called == "count" and name.startswith("tutor/grading/words/") and len(words) > 1 and words[1]:
            yield Found(f"{{n}} {words[1]}", f"{{n}} {(words[2:] or [words[1] + 's'])[0]}", place)
        else:
            yield from (Found(words[at], "", place) for at in MARKS.get(called, ()) if at < len(words) and words[at])
            for given in node.keywords:
                if given.arg in NAMED and isinstance(given.value, ast.Constant) and isinstance(given.value.value, str):
                    yield Found(given.value.value, "", place)


def renewed(language: str) -> Catalog:
    """The catalogue of `language` with the sentences of today: what is new has no words yet, what is gone is out."""
    with po_file(language).open("rb") as file:
        old = read_po(file, locale=language)
    new = Catalog(locale=language, project="tutor", version="", fuzzy=False)
    new.mime_headers = [("Language", language), ("Plural-Forms", "nplurals=1; plural=0;"), *_TYPE]
    for found in sentences():
        known = old.get(found.one)
        said = known.string if known is not None else ""
        if found.many:
            said = said if isinstance(said, tuple) else (said,)
        elif isinstance(said, tuple):
            said = said[0]
        new.add((found.one, found.many) if found.many else found.one, said)
    return new


def untranslated(catalogue: Catalog) -> list[str]:
    """The sentences of `catalogue` that have no words yet."""
    return [_first(message.id) for message in catalogue if message.id and not _first(message.string)]


def _first(words: object) -> str:
    return str(words[0] if isinstance(words, tuple | list) else words or "")


_TYPE = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]


def as_po(catalogue: Catalog) -> bytes:
    """The text of a catalogue, without where sentences stand: that would change with every line of code."""
    out = io.BytesIO()
    write_po(out, catalogue, width=118, no_location=True, omit_header=False, sort_output=True)
    return out.getvalue()


def as_mo(po: bytes, language: str) -> bytes:
    """What a catalogue compiles to."""
    out = io.BytesIO()
    write_mo(out, read_po(io.BytesIO(po), locale=language))
    return out.getvalue()
