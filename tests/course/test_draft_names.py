"""Protects what is read of a text that is still being written: imports, kinds, strings, calls, what a name may mean."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.course.draft_names import Draft
from tutor.course.under_cursor import definition_of, meant, name_at, open_call

TEXT = '''import torch.nn.functional as F
from torch import nn, optim as o
from torch.nn import (Linear,
    ReLU as R)


def stretch(x: torch.Tensor, to=3):
    """Stretch 'x'.

    More of it.  # no comment
    """
    y = torch.ones(3)
    z = y.sum()
    fig, ax = plt.subplots()
    words = "a # b"
    net = nn.Linear(2, 3)
    return F.rel


class Net(nn.Module):
    def forward(self):
        self.weight = 1
'''


def test_imports_are_followed() -> None:
    draft = Draft(TEXT)
    assert draft.whole("F.relu") == "torch.nn.functional.relu"
    assert draft.whole("o.SGD") == "torch.optim.SGD"
    assert draft.whole("Linear") == "torch.nn.Linear"
    assert draft.whole("R") == "torch.nn.ReLU"
    assert draft.whole("np.where") == "numpy.where"  # a page has it without asking
    assert draft.whole("z.sum") == ""


def test_a_name_that_is_set_here_is_no_library() -> None:
    assert Draft("F = 3\n").whole("F.relu") == ""


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(("x", "torch.Tensor"), ("y", "torch.Tensor"), ("z", "torch.Tensor"), ("ax", "matplotlib.axes.Axes")),
        *(("words", "builtins.str"), ("net", "torch.nn.Module"), ("self", "torch.nn.Module"), ("unseen", "")),
    ],
)
def test_kinds_are_guessed(name: str, kind: str) -> None:
    assert Draft(TEXT).kind_of(name) == kind


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        *(("'ab", True), ("'ab'", False), ("# x", True), ("x ", False)),
        *(("'''a\nb", True), ("'''a'''", False), ("'a\n", False)),
    ],
)
def test_strings_and_comments_are_told_from_code(text: str, quoted: bool) -> None:
    assert Draft(text).is_quoted(len(text)) is quoted


@pytest.mark.parametrize(
    ("text", "name", "number", "keyword"),
    [
        ("torch.arange(0, 5, ", "torch.arange", 2, ""),
        ("torch.sum(x, dim=", "torch.sum", 1, "dim"),
        ("f(g(1, 2), [3, ", "f", 1, ""),
        ("torch.zeros((2, ", "torch.zeros", 0, ""),
        ("print('a(', ", "print", 1, ""),
    ],
)
def test_the_open_call_and_its_argument(text: str, name: str, number: int, keyword: str) -> None:
    call = open_call(Draft(text).code, len(text))
    assert call is not None
    assert (call.name, call.number, call.keyword) == (name, number, keyword)


@pytest.mark.parametrize("text", ["f(x)", "a = (1, ", "def f(a, ", "x"])
def test_no_call_is_open(text: str) -> None:
    assert open_call(Draft(text).code, len(text)) is None


@pytest.mark.parametrize(
    ("line", "column", "name"),
    [
        ("torch.nn.functional.relu(x)", 12, "torch.nn.functional"),
        ("torch.ones(2)", 10, "torch.ones"),
        ("f(x).sum()", 7, ".sum"),
        ("a + b", 2, ""),
        ("größe", 2, "größe"),
        ("", 0, ""),
    ],
)
def test_the_name_under_the_cursor(line: str, column: int, name: str) -> None:
    assert name_at(line, column) == name


def test_arguments_and_targets_are_set_here() -> None:
    draft = Draft("def f(x, *rest, F=3):\n    for a, b in rest:\n        with open(x) as file:\n            pass\n")
    assert {"x", "rest", "F", "a", "b", "file"} <= set(draft.assigned)
    assert draft.whole("F.relu") == ""
    assert draft.kind_of("x") == ""


def test_a_definition_of_ones_own_has_signature_and_docstring() -> None:
    assert definition_of(Draft(TEXT), "stretch") == (
        "stretch(x: torch.Tensor, to=3)",
        "Stretch 'x'.\n\nMore of it.  # no comment",
    )
    assert definition_of(Draft(TEXT), "Net") == ("Net(nn.Module)", "")
    assert definition_of(Draft("def f(a,"), "f") == ("f(a,", "")
    assert definition_of(Draft(TEXT), "torch") is None


def test_a_method_of_the_unknown_is_a_tensors_first() -> None:
    assert meant(Draft(TEXT), ".sum")[0][0] == "torch.Tensor.sum"
    assert meant(Draft(TEXT), "words.join")[0][0] == "builtins.str.join"
    assert meant(Draft(TEXT), "F.relu")[0] == ["torch.nn.functional.relu"]
    assert meant(Draft(TEXT), "for")[0] == ["for"]
    assert "torch.smu" in meant(Draft(TEXT), "smu")[1]


@settings(max_examples=200, deadline=None)
@given(st.text("abx.(=,)[]{}'\"#\\\n :def importclassfrom*1漢\t", max_size=120), st.integers(0, 120))
def test_nothing_that_is_typed_breaks_it(text: str, at: int) -> None:
    draft = Draft(text)
    place = min(at, len(text))
    assert len(draft.code) == len(text)
    assert draft.code.count("\n") == text.count("\n")
    draft.is_quoted(place)
    open_call(draft.code, place)
    for name in (*draft.words, *draft.definitions, name_at(text.split("\n")[0], place), "self.a", ".x"):
        if name:
            draft.kind_of(name)
            definition_of(draft, name)
            meant(draft, name)
