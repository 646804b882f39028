"""Protects whoever walks over the tokens of a text: they are never nested deeper than a walk can go."""

from __future__ import annotations

import pytest

from tests.soak.bombs import MARKDOWN
from tests.soak.bounds import ACTING
from tutor.course.lines import prose
from tutor.course.markdown import DEEPEST, tokens
from tutor.course.page_text import lay_out


@pytest.mark.parametrize("mark", ["*", "**", "_", "[", "> ", "- "])
@pytest.mark.parametrize("times", [DEEPEST - 1, 900])
def test_marks_within_marks_are_drawn_or_left_as_they_were_written(mark: str, times: int) -> None:
    close = {"[": "](b)", "> ": "", "- ": ""}.get(mark, mark)
    text = f"{mark}a " * times + f"b{close}" * times
    assert all(child.level <= DEEPEST for token in tokens(text) for child in token.children or ())
    shown = "".join(span.text for line in prose(text, 60) for span in line)
    assert shown.count("a") >= min(times, 20)


@pytest.mark.parametrize("name", sorted(MARKDOWN))
def test_texts_that_are_far_too_much_are_laid_out(name: str) -> None:
    bomb = MARKDOWN[name]
    assert not isinstance(bomb, str)
    for line in lay_out(bomb(60), 40):
        assert not ACTING.search("".join(span.text for span in line))
