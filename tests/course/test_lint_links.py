"""Protects readers from links that lead nowhere."""

from __future__ import annotations

import pytest

from tests.course.conftest import SmallCourse
from tests.course.small_faults import faults, one


@pytest.mark.parametrize(
    "link",
    [
        "[torch](https://pytorch.org/docs/stable/torch.html#x)",
        "<https://pytorch.org>",
        "https://pytorch.org",
        "[write](mailto:someone@example.org)",
        "[above](#total)",
        "[the lesson](basics/sums)",
        "[its page](basics/sums#guess)",
        "[the chapter](basics)",
        "[the exercise](basics/sums/add-up)",
        "`[not](a-link)` and `x[0][1]`",
        "[with a note][n]\n\n[n]: https://pytorch.org",
    ],
)
def test_links_that_lead_somewhere(small: SmallCourse, link: str) -> None:
    """Protects authors from complaints about links that work, and about code."""
    small.change("Now a script.", link.replace("\n", "\\n"))
    assert faults(small) == []


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("[up](#totals)", "did you mean `#total`?"),
        ("[up](#nowhere-at-all)", "there is no page `nowhere-at-all`"),
        ("[next](basics/sum)", "did you mean `basics/sums`?"),
        ("[other](../README.md)", "leads to nothing in the course"),
        ("[its page](basics/sums#gues)", "did you mean `#guess`?"),
        ("[none]()", "leads nowhere"),
        ("[old](ftp://example.org/x)", "leads nowhere a reader could go"),
        ("[site](https://)", "names no site"),
        ("![a plot](plot.png)", "a picture can't be shown"),
        ("[words][missing]", "looks like a link and is none"),
        ("[words](a b)", "looks like a link and is none"),
    ],
)
def test_links_that_lead_nowhere(small: SmallCourse, link: str, said: str) -> None:
    """Protects readers from links that nobody can follow; each is told on its own line."""
    line = small.change("Now a script.", f"Now\\n{link}")
    fault = one(small, said)
    assert (fault.path, fault.line) == (small.lesson, line)
