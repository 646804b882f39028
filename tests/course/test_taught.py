"""Protects learners from exercises that need what no page has shown, and the names by which that is known."""

from __future__ import annotations

import pytest

from tutor.course.api_names import names_in_code, names_in_text, words_in_text
from tutor.course.loader import CHECKOUT, load
from tutor.course.model import Course, Exercise, Kind, Lesson, Page
from tutor.course.taught import unseen


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("torch.linalg.norm(x)", {"torch.linalg.norm"}),
        ("import numpy\nnumpy.array([1])", {"np.array"}),
        ("import torch.nn.functional as F\nF.softmax(x)", {"torch.nn.functional.softmax"}),
        ("from torch.nn import functional\nfunctional.relu(x)", {"torch.nn.functional.relu"}),
        ("from torch.linalg import norm\nnorm(x)", {"torch.linalg.norm"}),
        ("x.sum().item()", {".sum", ".item"}),
        ("x.flags.writeable", {".flags", ".writeable"}),
        ("x.flags.writeable = False\nx.flags.writeable", {".flags", ".writeable"}),
        (
            "class Value:\n    def __init__(self): self.data = 1\n    def up(self): return self.data\nValue().up()",
            set(),
        ),
        ("def f(x): return x", set()),
        ("x.__class__", set()),
        ("not python at all", set()),
    ],
)
def test_names_are_read_from_code_under_whatever_name_they_go(code: str, names: set[str]) -> None:
    assert names_in_code(code) == names


def test_names_are_read_from_sentences_and_fences() -> None:
    text = "Use `torch.where(a, b, c)` or `.clamp`.\n\n```python run\nx.mean()\n```\n\n`expand(3)` and `x` and $x.T$"
    assert names_in_text(text) == {"torch.where", ".clamp", ".mean"}
    assert words_in_text(text) == {"expand", "x"}


def page(text: str, solution: str = "", **more: str) -> Page:
    exercise = Exercise("e", "c/l/e", Kind.FUNCTION, "E", more.get("goal", ""), solution=solution) if solution else None
    return Page("p", "P", text, exercise)


def course(*pages: Page) -> Course:
    from pathlib import Path

    from tutor.course.model import Chapter

    lesson = Lesson(id="l", address="c/l", title="L", summary="", pages=pages, path=Path("l.toml"))
    return Course(Path(), "C", chapters=(Chapter(id="c", title="C", summary="", lessons=(lesson,), path=Path()),))


def test_what_a_reference_needs_must_have_been_shown() -> None:
    shown = page("Rows by `torch.cat`.")
    first = page("Now you.", "def f(x):\n    return torch.stack([x.sum()]).tolist().index(3)\n")
    assert [each.name for each in unseen(course(shown, first))] == [".sum", ".tolist", "torch.stack"]
    assert list(unseen(course(page("`stack`, `sum` and `.tolist()`."), first))) == []
    # Told once, for whoever comes first; and a goal may name what it asks for.
    assert [each.name for each in unseen(course(first, first))] == [".sum", ".tolist", "torch.stack"]
    assert list(unseen(course(page("", "def f(x): return x.sum()", goal="Use `sum`.")))) == []


def test_nothing_in_the_built_in_course_is_used_before_it_is_taught() -> None:
    assert [f"{each.exercise.address}: {each.name}" for each in unseen(load(CHECKOUT))] == []
