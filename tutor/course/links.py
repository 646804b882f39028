"""What must hold between lessons: what they require, and old ids that still lead to them. *Any side.*"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tutor.course.model import Chapter, Fault
from tutor.course.nearest import nearest
from tutor.course.positions import KeyPath
from tutor.language import _


def old_address(alias: str, address: str) -> str:
    """The whole old address an alias stands for: an id is one beside `address`, a path is whole by itself."""
    return alias if "/" in alias else f"{address.rpartition('/')[0]}/{alias}".lstrip("/")


def check_links(chapters: Sequence[Chapter], faults: list[Fault]) -> None:
    """Add faults for requirements that lead nowhere and old addresses that lead to two things."""
    present = {lesson.address for chapter in chapters for lesson in chapter.lessons}
    taken: dict[str, str] = {}
    for chapter in chapters:
        taken[chapter.id] = chapter.id
        for lesson in chapter.lessons:
            taken[lesson.address] = lesson.address
            taken |= {exercise.address: exercise.address for exercise in lesson.exercises}
    for chapter in chapters:
        _claim(chapter.path / "chapter.toml", ("aliases",), chapter.id, chapter.aliases, taken, faults)
        for lesson in chapter.lessons:
            for i, required in enumerate(lesson.requires):
                if required in present and required != lesson.address:
                    continue
                hint = nearest(required, present - {lesson.address})
                message = _("there is no lesson `{required}`; ").format(required=required) + (
                    _("did you mean `{hint}`?").format(hint=hint) if hint else _("take it away")
                )
                if required == lesson.address:
                    message = _("the lesson requires itself; take it away")
                faults.append(_fault(lesson.path, ("requires", i), message))
            _claim(lesson.path, ("aliases",), lesson.address, lesson.aliases, taken, faults)
            for i, page in enumerate(lesson.pages):
                if page.exercise is not None:
                    where = ("page", i, "exercise", "aliases")
                    _claim(lesson.path, where, page.exercise.address, page.exercise.aliases, taken, faults)


def _claim(
    path: Path, where: KeyPath, address: str, aliases: Sequence[str], taken: dict[str, str], faults: list[Fault]
) -> None:
    """Let the aliases lead to `address`; a fault for each that leads elsewhere already."""
    for i, alias in enumerate(aliases):
        old = old_address(alias, address)
        if old in taken:
            message = _("the alias `{alias}` leads to `{taken}` already; an old id leads to one thing only").format(
                alias=alias, taken=taken[old]
            )
            faults.append(_fault(path, (*where, i), message))
        else:
            taken[old] = address


def _fault(path: Path, where: KeyPath, message: str) -> Fault:
    """A fault at a key of a file that was read before; read again for the line, which only a fault needs."""
    from tutor.course.document import Document, read_document

    document = read_document(path)
    return Fault(path, document.positions.line(where) if isinstance(document, Document) else 1, message)
