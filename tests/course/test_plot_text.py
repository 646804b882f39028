"""Protects figures drawn in text: every place where it belongs, labels read, nothing wider than it may be."""

from __future__ import annotations

from typing import Any

import pytest

from tutor.course.page_text import FenceOutput, figure_lines, lay_out
from tutor.course.plot_text import ROWS, Paper, draw_figure
from tutor.course.spans import plain, width_of


def axes(*drawn: dict[str, Any], **more: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "title": "",
        "xlabel": "",
        "ylabel": "",
        "xticks": [[0.0, "0"], [0.5, "5"], [1.0, "10"]],
        "yticks": [[0.0, "-1"], [1.0, "1"]],
        "shades": [],
        "series": list(drawn),
    }
    return {"title": "", "axes": [{**plain, **more}]}


def line(*places: tuple[float, float], **more: Any) -> dict[str, Any]:
    return {"kind": "line", "label": "", "dashed": False, "pieces": [[list(each) for each in places]], **more}


def rows(figure: dict[str, Any], width: int = 40, **how: Any) -> list[str]:
    return plain(draw_figure(figure, width, **how)).split("\n")


def test_a_line_runs_from_corner_to_corner() -> None:
    drawn = rows(axes(line((0, 0), (1, 1))))
    assert drawn[0].startswith(" 1 ┤") and drawn[ROWS - 1].startswith("-1 ┤")
    assert all(ord(drawn[row].rstrip()[-1]) > 0x2800 for row in range(ROWS))
    ends = [row.rstrip() for row in drawn[:ROWS]]
    assert [len(end) for end in ends] == sorted((len(end) for end in ends), reverse=True)
    assert drawn[ROWS].count("┬") == 3 and drawn[ROWS + 1].split() == ["0", "5", "10"]


def test_dots_of_braille_are_in_their_places() -> None:
    paper = Paper(1, 1)
    for x in (0.0, 1.0):
        for y in (1.0, 0.0):
            paper.line([(x, y), (x, y)], "series1")
    assert plain(paper.rows()) == chr(0x2800 + 0x01 + 0x40 + 0x08 + 0x80)


def test_bars_are_as_high_as_they_are() -> None:
    bars = {"kind": "bars", "label": "n", "dashed": False, "pieces": [[[0.0, 0.0], [0.5, 1.0], [0.5, 0.0], [1.0, 0.5]]]}
    drawn = rows(axes(bars))
    left, right = 4, len(drawn[ROWS - 1]) - 1
    assert sum(row[left : left + 1] == "█" for row in drawn[:ROWS]) == ROWS
    heights = [row[right : right + 1] for row in drawn[:ROWS]]
    assert heights.count("█") == 6 and heights.count("▄") == 1
    assert drawn[-1].strip() == "█ n"


def test_several_lines_are_told_apart_without_colour() -> None:
    drawn = rows(axes(line((0, 0), (1, 1), label="up"), line((0, 1), (1, 0), label="down", dashed=True)))
    assert "a" in drawn[0] and "b" in drawn[ROWS - 1]
    assert [row.strip() for row in drawn[-2:]] == ["a up", "b down"]


def test_places_outside_the_axes_are_not_drawn() -> None:
    inside = [row[5:] for row in rows(axes(line((-3, 2), (-2, 3)), {**line((4, 4)), "kind": "points"}))[:ROWS]]
    assert not "".join(inside).strip()


@pytest.mark.parametrize("width", [20, 33, 64, 200])
def test_nothing_is_wider_than_it_may_be(width: int) -> None:
    many = [[at / 40, f"{at * 1000}"] for at in range(41)]
    figure = axes(line((0, 0), (1, 1), label="x"), xticks=many, yticks=many, title="T", xlabel="x", ylabel="y")
    assert max(map(width_of, draw_figure(figure, width))) <= width


def test_plain_signs_will_do() -> None:
    drawn = rows(axes(line((0, 0), (1, 1)), {**line((0.5, 0.2)), "kind": "points"}), kind="ascii")
    assert "\n".join(drawn).isascii() and any("o" in row for row in drawn)


def test_shades_fill_the_field() -> None:
    drawn = rows(axes(shades=[[0.0, 1.0], [1.0, 0.0]]))
    assert drawn[0].count("█") == drawn[ROWS - 1].count("█") > 10
    assert drawn[0].index("█") < drawn[ROWS - 1].index("█")


def test_a_page_shows_what_its_code_draws() -> None:
    page = "Look:\n\n```python plot\nplt.plot([0, 1])\n```\n\nAfter."
    figure = axes(line((0, 0), (1, 1)), title="A \x1b[31m line")
    text = plain(lay_out(page, 60, [FenceOutput("printed", figures=(figure,))]))
    assert text.index("plt.plot") < text.index("printed") < text.index("┬") < text.index("After")
    assert "\x1b" not in text


@pytest.mark.parametrize("broken", [{}, {"axes": 3}, {"axes": [{}]}, {"axes": [{"series": [3]}]}, {"axes": [None]}])
def test_what_is_no_figure_ends_nothing(broken: Any) -> None:
    assert "can't be shown" in plain(figure_lines(broken, 40))
