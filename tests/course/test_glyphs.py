"""Protects the ASCII setting: on no page of the course is anything drawn above 127 but its author's own text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.course import glyphs
from tutor.course.loader import load
from tutor.course.model import Course
from tutor.course.page_text import FenceOutput, lay_out
from tutor.course.plot_text import draw_figure
from tutor.course.spans import plain


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    glyphs.leave()


@pytest.fixture(scope="module")
def course() -> Course:
    return load(Path(__file__).parents[2])


FIGURE = {
    "title": "",
    "axes": [
        {
            "title": "",
            "xlabel": "",
            "ylabel": "",
            "xticks": [[0.0, "0"], [1.0, "1"]],
            "yticks": [[0.0, "0"], [1.0, "1"]],
            "shades": [[0.0, 0.5], [0.7, 1.0]],
            "series": [
                {"kind": "line", "label": "a", "dashed": True, "pieces": [[[0, 0], [0.4, 0.9], [1, 0.2]]]},
                {"kind": "line", "label": "b", "dashed": False, "pieces": [[[0, 1], [1, 0]]]},
                {"kind": "points", "label": "c", "dashed": False, "pieces": [[[0.3, 0.3]]]},
                {"kind": "bars", "label": "d", "dashed": False, "pieces": [[[0.1, 0.0], [0.2, 0.77]]]},
            ],
        }
    ],
}


def test_every_page_of_the_course_draws_nothing_but_ascii(course: Course) -> None:
    glyphs.use(glyphs.ASCII)
    output = FenceOutput("1", figures=(FIGURE,))
    pages = [page for chapter in course.chapters for lesson in chapter.lessons for page in lesson.pages]
    assert len(pages) > 100
    for page in pages:
        for width in (36, 72):
            drawn = plain(lay_out(page.text, width, [output] * 40))
            own = {sign for sign in drawn if not sign.isascii()}
            assert own <= set(page.text), f"{page.title}: {sorted(own - set(page.text))}"


def test_a_page_without_a_wish_is_drawn_as_before() -> None:
    text = "$\\alpha$\n\n> quoted\n\n- item\n"
    assert plain(lay_out(text, 40)) == "α\n\n│ quoted\n\n• item"
    glyphs.use(glyphs.ASCII)
    assert plain(lay_out(text, 40)) == "alpha\n\n| quoted\n\n* item"


@pytest.mark.parametrize("kind", glyphs.KINDS)
def test_each_kind_draws_the_same_field(kind: str) -> None:
    drawn = plain(draw_figure(FIGURE, 50, kind=kind)).split("\n")
    signs = set("".join(drawn))
    assert any("\u2801" <= sign <= "\u28ff" for sign in signs) == (kind == glyphs.BRAILLE)
    assert bool(signs & set("▘▝▖▗▞▚")) == (kind == glyphs.BLOCKS)
    assert "".join(drawn).isascii() == (kind == glyphs.ASCII)
    assert len(drawn) == len(draw_figure(FIGURE, 50, kind=glyphs.BRAILLE))


def test_the_locale_has_a_say_only_where_it_names_another_charset() -> None:
    assert glyphs.fitting("braille", {"LANG": "en_US.UTF-8"}) == "braille"
    assert glyphs.fitting("blocks", {"LC_ALL": "de_DE.ISO-8859-1", "LANG": "de_DE.UTF-8"}) == "ascii"
    assert glyphs.fitting("braille", {"LANG": "C"}) == glyphs.fitting("braille", {}) == "braille"


def test_the_command_line_outlasts_a_setting() -> None:
    glyphs.use(glyphs.ASCII, insist=True)
    glyphs.use(glyphs.BRAILLE)
    assert glyphs.is_plain()
