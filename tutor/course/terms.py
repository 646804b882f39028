"""The terms of a course, one for each idea, with what they are called in other languages. *Any side.*

They stand in `lessons/terms.toml`, which a course need not have:

    [[term]]
    en = "tensor"
    zh = "张量"
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tutor.course import folder
from tutor.course.document import read_document
from tutor.course.model import Fault
from tutor.language import _

FILE = "terms.toml"


class Term(NamedTuple):
    """One term: its words by language."""

    words: Mapping[str, str]
    line: int

    def __str__(self) -> str:
        return self.words["en"]


def read_terms(root: Path) -> tuple[tuple[Term, ...], tuple[Fault, ...]]:
    """The terms of the course at `root`, and what is wrong in their file. Without a file there are none."""
    path = root / folder.LESSONS / FILE
    if not path.exists():
        return (), ()
    document = read_document(path)
    if isinstance(document, Fault):
        return (), (document,)
    terms: list[Term] = []
    seen: dict[str, int] = {}
    rows = document.data.get("term")
    for name in document.data.keys() - {"term"}:
        document.fault(
            (name,), _("`{name}` is no key here; write [[term]] tables with en = and other languages").format(name=name)
        )
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        line = document.positions.line(("term", number))
        if not _is_term(row):
            document.fault(("term", number), _('a term is words by language, "en" among them: en = "tensor"'))
        elif row["en"].lower() in seen:
            document.fault(
                ("term", number),
                _("`{en}` stands already on line {seen}").format(en=row["en"], seen=seen[row["en"].lower()]),
            )
        else:
            seen[row["en"].lower()] = line
            terms.append(Term(row, line))
    return tuple(terms), tuple(document.faults)


def _is_term(row: object) -> bool:
    if not isinstance(row, Mapping) or "en" not in row:
        return False
    return all(isinstance(word, str) and word.strip() for word in row.values())
