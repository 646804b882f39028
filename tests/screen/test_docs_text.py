"""Protects how documentation is laid out: signatures that break well, pages that teach a name, narrow panels."""

from __future__ import annotations

import pytest

from tutor.course.index import Entry
from tutor.course.lines import Line, plain
from tutor.course.model import Course
from tutor.course.spans import width_of
from tutor.course.under_cursor import Call
from tutor.grading.documentation import Documentation
from tutor.screen import docs_text
from tutor.screen.docs_text import Place
from tutor.screen.signature import signature_parts

ARANGE = "arange(start=0, end, step=1, *, out=None, dtype=None, device=None) -> Tensor"


def shown(lines: list[Line]) -> str:
    return plain(lines)


def test_a_long_signature_breaks_between_its_arguments() -> None:
    assert shown(docs_text.signature_lines(ARANGE, 30)) == (
        "arange(start=0, end, step=1,\n    *, out=None, dtype=None,\n    device=None) -> Tensor"
    )
    assert shown(docs_text.signature_lines("f()", 30)) == "f()"


@pytest.mark.parametrize("width", [12, 38, 100])
def test_no_line_is_too_wide(width: int) -> None:
    found = Documentation("torch.arange", "function", (ARANGE,), "Text " * 40 + "漢字" * 40, also=None)
    places = [Place("A lesson › a page with a long title", "chapter/lesson/page")] * 8
    lines = docs_text.documentation_lines(found, places, width)
    lines += docs_text.unknown_lines("x" * 60, ["torch." + "y" * 60], width)
    lines += docs_text.variable_lines("x", 3, "x = " + "1 + " * 40, "torch.Tensor", width)
    assert all(width_of(line) <= width for line in lines)  # type: ignore[arg-type]
    assert "and 2 more pages" in " ".join(shown(lines).split())


def test_the_pages_that_teach_a_name_are_told(course: Course) -> None:
    entries = [
        Entry("torch.sum", "name", ["start/steps/reading"]),
        Entry(".sum", "name", ["start/steps/writing"]),
        Entry("np.where", "name", ["start/steps/reading", "gone/from/here"]),
        Entry("sum", "term", ["start/steps/choosing"]),
    ]

    def addresses(name: str) -> list[str]:
        return [place.address for place in docs_text.places_of(name, entries, course)]

    assert addresses("torch.sum") == ["start/steps/reading"]
    assert addresses("torch.Tensor.sum") == ["start/steps/writing"]
    assert addresses("numpy.where") == ["start/steps/reading"]
    assert addresses("builtins.sum") == []


@pytest.mark.parametrize(
    ("call", "room", "set_off", "drawn"),
    [
        (Call("arange", 0), 30, "start=0", "arange(start=0, end, …)"),
        (Call("arange", 1), 22, "end", "arange(…, end, …)"),
        (Call("arange", 1, "device"), 30, "device=None", "arange(…, device=None)"),
        (Call("arange", 9), 30, None, "arange(start=0, end, …)"),
        (Call("arange", 2), 99, "step=1", ARANGE),
    ],
)
def test_the_argument_that_is_written_is_always_in_sight(
    call: Call, room: int, set_off: str | None, drawn: str
) -> None:
    parts = signature_parts(ARANGE, call, room)
    said = "".join(text for text, _role in parts)
    assert len(said) <= room
    assert [text for text, role in parts if role == "heading"] == ([set_off] if set_off else [])
    assert said == drawn


def test_arguments_without_end_and_those_that_may_be_left_out() -> None:
    assert ("*size", "heading") in signature_parts("expand(*size) -> Tensor", Call("expand", 4), 60)
    assert ("[step]", "heading") in signature_parts("range(start, stop[, step])", Call("range", 2), 60)
    assert signature_parts("f()", Call("f", 2), 60) == [("f()", "dim")]
