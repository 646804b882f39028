"""Protects which name is offered: the likeliest one, and none where a guess would be in the way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.course.draft_names import Draft
from tutor.screen.editing.completing import Completer, Tables

NAMES = {
    "torch": ["arange", "cat", "nn", "saddmm", "sum", "sum_to_size", "_hidden"],
    "torch.nn": ["Linear", "Module", "functional"],
    "torch.nn.functional": ["relu", "softmax"],
    "torch.Tensor": ["expand", "sum", "unsafe_chunk", "unsqueeze"],
    "torch.nn.Module": ["parameters"],
    "numpy": ["where"],
    "builtins.str": ["join"],
}
TAUGHT = {"torch.sum": 4, ".unsqueeze": 2}
DRAFT = Draft("import torch\nimport torch.nn.functional as F\n\ndef stretch(x):\n    words = 'a'\n    bonus = 1\n")


def rest(before: str, after: str = "", draft: Draft = DRAFT) -> str:
    return Completer(Tables(NAMES, TAUGHT), ("marks",)).rest(draft, before, after)


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ("st", "retch"),  # of the text itself
        ("    y = bon", "us"),
        ("ma", "rks"),  # the page's
        ("    ret", "urn"),
        ("pri", "nt"),
        ("torch.s", "um"),  # taught, so before saddmm
        ("torch.a", "range"),
        ("torch._h", "idden"),  # by its underscore one may ask for what is hidden
        ("torch.nn.fun", "ctional"),
        ("F.re", "lu"),
        ("x.un", "squeeze"),
        ("(a + b).ex", "pand"),
        ("words.j", "oin"),
        ("','.j", "oin"),
        ("from torch.nn import Li", "near"),
        ("import num", "py"),
        ("from torch.n", "n"),
        ("np.wh", "ere"),  # given to every page
        ("[item for item in st", "retch"),
    ],
)
def test_the_likeliest_name_is_offered(before: str, offered: str) -> None:
    assert rest(before) == offered


@pytest.mark.parametrize(
    "before",
    [
        "s",  # one letter says too little
        "torch.",
        "torch.sum",  # a whole name: nobody wants sum_to_size
        "def st",
        "class st",
        "import torch as to",
        "for st",
        "def f(st",
        "1.e",
        "unheard",
        "torch.nowhere.s",
        "",
    ],
)
def test_nothing_is_offered_where_it_would_be_in_the_way(before: str) -> None:
    assert rest(before) == ""


@pytest.mark.parametrize(
    ("after", "offered"), [("", "range"), (")", "range"), ("])  ", "range"), ("x", ""), (" + 1", "")]
)
def test_only_before_what_closes(after: str, offered: str) -> None:
    assert rest("torch.a", after) == offered


def test_what_self_has_is_read_from_the_class() -> None:
    draft = Draft("class Net(nn.Module):\n    def forward(self):\n        self.weight = 1\n")
    assert rest("        self.we", draft=draft) == "ight"
    assert rest("        self.par", draft=draft) == "ameters"


def test_without_tables_the_text_itself_is_enough() -> None:
    completer = Completer()
    assert completer.rest(DRAFT, "st", "") == "retch"
    assert completer.rest(DRAFT, "torch.a", "") == ""


@settings(max_examples=200, deadline=None)
@given(
    st.text("sturexlf.(=,)[]'\"#\n :def importclass*1漢_", max_size=100),
    st.text("stx.([ '漢_F", max_size=12),
    st.text(")] :x", max_size=3),
)
def test_broken_code_never_breaks_it(text: str, before: str, after: str) -> None:
    offered = rest(before, after, Draft(text))
    assert re.fullmatch(r"[\w.]*", offered)
