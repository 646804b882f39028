"""What is forbidden is found by meaning: constructs in every form, names under every alias."""

from __future__ import annotations

import pytest

from tutor.course import schema
from tutor.grading.forbid import CONSTRUCTS, uses

FOUND = [
    ("for i in x: pass", "for", 1),
    ("y = 1\nz = [i for i in x]", "for", 2),
    ("z = {i: 1 for i in x}", "for", 1),
    ("while True: break", "while", 1),
    ("c = a @ b", "@", 1),
    ("a @= b", "@", 1),
    ("import torch\ntorch.cdist(a, b)", "torch.cdist", 2),
    ("import torch as t\nt.cdist", "torch.cdist", 2),
    ("from torch import cdist", "torch.cdist", 1),
    ("import torch.nn.functional as F\nF.softmax(x)", "torch.nn.functional.softmax", 2),
    ("from torch.nn import functional as F\nF.softmax(x)", "torch.nn.functional.softmax", 2),
    ("import numpy\nnumpy.dot(a, b)", "np.dot", 2),
    ("import torch\nf = torch\nf.cdist(a, b)", "torch.cdist", 3),
    ("import torch\ngetattr(torch, 'cdist')(a, b)", "torch.cdist", 2),
    ("sum(x)", "sum", 1),
    ("import builtins\nbuiltins.sum(x)", "sum", 2),
    ("from torch import *\ncdist(a, b)", "torch.cdist", 2),
    ("import builtins\ngetattr(builtins, 'sum')(x)", "sum", 2),
    ("import torch\ngetattr(torch.nn, 'functional').softmax(x)", "torch.nn.functional.softmax", 2),
    ("async def f():\n    for i in x: pass", "for", 2),
    ("import torch as t\nt = t.nn\nt.functional.softmax", "torch.nn.functional.softmax", 3),
]


@pytest.mark.parametrize(("source", "name", "line"), FOUND)
def test_a_use_is_found_on_its_line(source: str, name: str, line: int) -> None:
    found = uses(source, [name])
    assert found
    assert (found[-1].name, found[-1].line) == (name, line)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("x.sum()", "torch.sum"),
        ("x.sum()", "sum"),
        ("def sum(x): return 0\nsum(x)", "sum"),
        ("# for i in x", "for"),
        ("s = 'torch.cdist'", "torch.cdist"),
        ("import mine\nmine.cdist(a)", "torch.cdist"),
        ("def broken(", "for"),
    ],
)
def test_what_is_something_else_is_not_taken_for_it(source: str, name: str) -> None:
    assert uses(source, [name]) == []


@pytest.mark.parametrize("size", [300, 1400])
@pytest.mark.parametrize(
    ("before", "again", "after"),
    [
        ("x = ", "-", "sum(a)"),
        ("x = ", "y + ", "sum(a)"),
        ("x = sum(a)", ".real", ""),
        ("x = sum(a)", "[0]", ""),
        ("x = ", "lambda: ", "sum(a)"),
        ("x = ", "1 if y else ", "sum(a)"),
        ("", "x = ", "sum(a)"),
    ],
)
def test_no_depth_hides_a_use(before: str, again: str, after: str, size: int) -> None:
    """Protects the examiner from answers nested by the thousand: they are read like all others."""
    source = f"import torch\n{before}{again * size}{after}"
    assert [use.name for use in uses(source, ["sum", "torch.cdist"])] == ["sum"]


def test_a_name_without_an_end_is_none_that_is_wanted() -> None:
    assert uses("import torch\ntorch" + ".nn" * 1400, ["torch.cdist", "for"]) == []


def test_an_author_may_name_just_the_constructs_that_can_be_found() -> None:
    assert set(schema.CONSTRUCTS) == set(CONSTRUCTS)


def test_code_of_mistakes_has_its_libraries_already() -> None:
    assert uses("torch.cdist(a, b)", ["torch.cdist"], given=True)
    assert not uses("torch.cdist(a, b)", ["torch.cdist"])
