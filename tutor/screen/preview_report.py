"""What lint and verify say of a lesson in preview, as lines. *Screen side.* Headless."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len, set_cell_size

from tutor.course.lines import Line, indented, line, words
from tutor.course.model import Fault
from tutor.language import _, aside, plural
from tutor.screen.bars import Part
from tutor.screen.preview_source import LessonOnDisk

if TYPE_CHECKING:
    from tutor.grading.verify import Result


@dataclass
class Proofs:
    """How far verify is with the lesson as it was last saved. `trouble` is why nothing can be run, if so."""

    state: Literal["waiting", "running", "done"] = "waiting"
    results: list[Result] = field(default_factory=list)
    trouble: str = ""

    @property
    def failed(self) -> list[Result]:
        """The proofs that did not hold."""
        return [result for result in self.results if not result.ok]


def title(faults: Iterable[Fault], proofs: Proofs) -> list[Part]:
    """Both in a few words each."""
    errors = [fault for fault in faults if fault.severity == "error"]
    warnings = [fault for fault in faults if fault.severity != "error"]
    found = [plural("{n} error", "{n} errors", len(errors))] if errors else []
    found += [plural("{n} warning", "{n} warnings", len(warnings))] if warnings else []
    lint = (_(", ").join(found) or _("no faults"), "failed" if errors else "accent" if warnings else "passed")
    return [("lint ", "label"), lint, ("   verify ", "label"), _verified(proofs)]


def _verified(proofs: Proofs) -> Part:
    if proofs.trouble:
        return _("could not run"), "failed"
    if proofs.state == "waiting":
        return _("waits"), "dim"
    failed, held = len(proofs.failed), len(proofs.results) - len(proofs.failed)
    goes_on = "…" if proofs.state == "running" else ""
    if failed:
        return _("{failed} failed, {held} proved{goes_on}").format(failed=failed, held=held, goes_on=goes_on), "failed"
    return (
        (_("{held} proved{goes_on}").format(held=held, goes_on=goes_on), "accent")
        if goes_on
        else (_("all {held} proved").format(held=held), "passed")
    )


def report(
    files: LessonOnDisk, faults: Iterable[Fault], proofs: Proofs, width: int, *, whole: bool = True
) -> list[Line]:
    """Each fault, errors first, then each proof that failed, broken between words where it is too long for a line.

    Unless `whole`, proofs have one line each, cut with a sign.
    """
    lines: list[Line] = []
    for fault in sorted(faults, key=lambda one: (one.severity != "error", one)):
        is_error = fault.severity == "error"
        where = f"{files.shown(fault.path)}:{fault.line}:"
        lines += _item(
            width, (where, "fault" if is_error else "accent"), fault.message, "" if is_error else _("warning")
        )
    if proofs.trouble:
        lines += _item(width, ("verify:", "fault"), proofs.trouble)
    for result in proofs.failed:
        name = "" if result.kind == "page" else result.address.rpartition("/")[2] + ":"
        for message in result.message.split("\n"):
            text = message.replace(f"{files.path.parent}/", "")
            head = (f"verify {name}".rstrip(), "fault")
            lines += _item(width, head, text) if whole else [_cut(head, text, width)]
    return lines


def _item(width: int, head: Part, text: str, note: str = "") -> list[Line]:
    first, *rest = words(width - 2, head, f" {' '.join(text.split())}", (aside(note), "dim"))
    return [first, *indented(rest, "  ")]


def _cut(head: Part, text: str, width: int) -> Line:
    """The same in one line, with a sign where it goes on."""
    text = f" {' '.join(text.split())}"
    room = width - cell_len(head[0])
    return line(head, text if cell_len(text) <= room else set_cell_size(text, max(0, room - 1)) + "…")
