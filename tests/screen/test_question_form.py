"""Protects the form of questions: whatever is answered now is in sight, with what is asked."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tutor.course.lines import plain
from tutor.grading.questions import Posed, PosedQuestion
from tutor.screen.choices import reply_lines
from tutor.screen.question_form import QuestionForm


def asked(lines: int, count: int) -> Posed:
    """So many questions, each with so many lines of code."""
    code = "\n".join(f"x{line} = torch.zeros({line}, 3)" for line in range(lines))
    return Posed(1, [PosedQuestion(number, "", [], code, "x0.shape", False, []) for number in range(count)])


class Asking(App[None]):
    CSS = "Input { height: 1; border: none; }"

    def __init__(self, posed: Posed) -> None:
        super().__init__()
        self.form = QuestionForm(posed)

    def compose(self) -> ComposeResult:
        yield self.form

    def rows_in_sight(self, name: str) -> range:
        """Which rows of `name` are shown, counted from its first."""
        at, size = self.form.query_one(name).virtual_region, self.form.size.height
        shown = range(max(at.y, self.form.scroll_offset.y), min(at.bottom, self.form.scroll_offset.y + size))
        return range(shown.start - at.y, shown.stop - at.y)


@pytest.mark.parametrize("width", [30, 80])
async def test_the_first_question_is_seen_from_its_first_line_though_its_height_comes_late(width: int) -> None:
    app = Asking(asked(2, 6))
    async with app.run_test(size=(width, 12)) as pilot:
        app.form.start()
        await pilot.pause()
        assert app.rows_in_sight("#asked-0").start == 0 and app.rows_in_sight("#answer-0") == range(1)
        await pilot.press("enter", "enter", "enter")
        await pilot.pause()
        assert app.rows_in_sight("#asked-3").start == 0 and app.rows_in_sight("#answer-3") == range(1)
        await pilot.resize_terminal(width, 8)
        await pilot.pause()
        assert app.rows_in_sight("#answer-3") == range(1)


async def test_where_a_question_is_longer_than_the_window_its_answer_is_what_is_seen() -> None:
    app = Asking(asked(20, 2))
    async with app.run_test(size=(60, 12)) as pilot:
        app.form.start()
        await pilot.pause()
        assert app.rows_in_sight("#answer-0") == range(1)


def test_a_reply_tells_without_colour_whether_it_is_right() -> None:
    """Protects learners without colours: one bar stood before what was right and what was wrong."""
    rows = [plain(reply_lines("Not so. " * 6, role, 30)).split("\n") for role in ("failed", "passed")]
    assert [row[0] for row in rows[0]] == ["!", "│"] and [row[0] for row in rows[1]] == ["│", "│"]
    assert reply_lines("", "body", 30) == []
