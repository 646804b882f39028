"""Two values are told apart just where a person could tell them apart, and at the stage where a person would
look first."""

from __future__ import annotations

import math
from collections import namedtuple
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grading.material import observed
from tutor.grading.compare import compare
from tutor.grading.difference import Rules

Point = namedtuple("Point", "x y")


@dataclass
class Spot:
    x: int
    y: int


class Strange(torch.Tensor):
    pass


def stage(want: object, have: object, **rules: object) -> str | None:
    relax = frozenset(rules.pop("relax", ()))
    found = compare(observed(want), observed(have), Rules(relax=relax, **rules))
    return None if found is None else found.stage


SAME = [
    torch.tensor(3.0),
    torch.zeros(0, 3),
    torch.tensor([math.nan, math.inf, -math.inf]),
    torch.tensor([1 + 2j]),
    torch.tensor([1.5, -2], dtype=torch.bfloat16),
    torch.tensor([1.5, -2], dtype=torch.float16),
    torch.tensor([True, False]),
    torch.arange(12).reshape(3, 4).t(),
    torch.ones(3).expand(4, 3),
    torch.arange(6, dtype=torch.uint8),
    torch.nn.Parameter(torch.ones(2)),
    np.arange(3),
    np.float32(2.5),
    np.array(["a", "b"]),
    np.array("2020-01-01", dtype="datetime64[D]"),
    pd.DataFrame({"a": [1, 2], "b": ["x", None]}),
    pd.Series([1.0, None], name="s"),
    pd.Series(pd.Categorical(["a", "b", None])),
    None,
    True,
    7,
    10**400,
    -0.0,
    math.nan,
    1j,
    "text",
    b"bytes",
    [1, (2, [3])],
    {"a": 1, 2: [None]},
    {1, 2, 3},
    frozenset((1, 2)),  # of letters, its text would differ from start to start
    torch.Size([2, 3]),
    torch.float32,
    torch.device("cpu"),
    Point(1, 2),
    Spot(1, 2),
    range(3),
    ...,
]


@pytest.mark.parametrize("value", SAME, ids=lambda value: f"{type(value).__name__}-{str(value)[:20]}")
def test_a_value_is_the_same_as_itself(value: object) -> None:
    assert stage(value, value) is None


APART = [
    (torch.ones(2), [1.0, 1.0], "type"),
    (torch.ones(2), np.ones(2), "type"),
    ([1, 2], (1, 2), "type"),
    ((2, 3), torch.Size([2, 3]), "type"),
    (1, 1.0, "type"),
    (1, True, "type"),
    (torch.tensor(1.0), 1.0, "type"),
    (torch.ones(2), Strange([1.0, 1.0]), "type"),
    (torch.ones(2), None, "type"),
    (torch.ones(2, 3), torch.ones(3, 2), "shape"),
    (torch.ones(3), torch.tensor(1.0), "shape"),
    (torch.zeros(0, 3), torch.zeros(0), "shape"),
    (torch.ones(2), torch.ones(1), "shape"),
    (torch.ones(2), torch.ones(2, dtype=torch.float64), "dtype"),
    (torch.ones(2), torch.ones(2, dtype=torch.int64), "dtype"),
    (torch.tensor([True]), torch.tensor([1]), "dtype"),
    (torch.ones(2), torch.ones(2, device="meta"), "device"),
    (torch.ones(2), torch.ones(2, requires_grad=True), "device"),
    (torch.ones(2), torch.tensor([1.0, math.nan]), "nonfinite"),
    (torch.tensor([math.inf]), torch.tensor([-math.inf]), "nonfinite"),
    (torch.tensor([math.nan]), torch.tensor([0.0]), "nonfinite"),
    (torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.001]), "value"),
    (torch.tensor([3]), torch.tensor([4]), "value"),
    (torch.tensor([True]), torch.tensor([False]), "value"),
    (3, 4, "value"),
    (math.nan, 1.0, "nonfinite"),
    ("a", "b", "value"),
    ([1, 2], [1], "shape"),
    ([1, 2], [2, 1], "value"),
    ({"a": 1}, {"b": 1}, "shape"),
    ({"a": 1}, {"a": 2}, "value"),
    ({1}, {2}, "value"),
    (Point(1, 2), (1, 2), "type"),
    (Spot(1, 2), Spot(1, 3), "value"),
    (torch.float32, torch.float64, "value"),
    (pd.DataFrame({"a": [1]}), pd.DataFrame({"b": [1]}), "shape"),
    (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1.0]}), "dtype"),
    (pd.Series([1.0, None]), pd.Series([1.0, 2.0]), "nonfinite"),
    (pd.Series([1.0, 2.0], index=[0, 1]), pd.Series([2.0, 1.0], index=[1, 0]), "shape"),
    (pd.Series(["a", None]), pd.Series(["a", "b"]), "type"),
    ((torch.ones(2), torch.ones(3)), (torch.zeros(2), torch.ones(4)), "shape"),
]


@pytest.mark.parametrize(("want", "have", "expected"), APART, ids=lambda value: str(value)[:24].replace("\n", " "))
def test_a_difference_is_seen_at_its_stage(want: object, have: object, expected: str) -> None:
    assert stage(want, have) == expected


def test_what_is_relaxed_need_not_match_and_nothing_else() -> None:
    assert stage(torch.ones(2), torch.ones(2, dtype=torch.float64), relax=["dtype"]) is None
    assert stage(torch.ones(2), torch.zeros(2, dtype=torch.float64), relax=["dtype"]) == "value"
    assert stage(3, 3.0, relax=["dtype"]) is None
    assert stage(torch.tensor(2.0), 2.0, relax=["scalar"]) is None
    assert stage(torch.tensor(2.0), 3.0, relax=["scalar"]) == "value"
    assert stage(torch.tensor([2.0]), 2.0, relax=["scalar"]) == "type"
    # As precise as the tensor that the number was taken from, and no more.
    third = torch.tensor(5.0) / 3
    assert stage(third, 5 / 3, relax=["scalar"]) is None
    assert stage(5 / 3, third, relax=["scalar"]) is None
    assert stage(third.double(), 5 / 3, relax=["scalar"]) == "value"
    # Two tensors are two tensors still.
    assert stage(torch.tensor(2.0), torch.tensor(2.0).double(), relax=["scalar"]) == "dtype"
    assert stage([1, 2, 2], [2, 1, 2], relax=["order"]) is None
    assert stage([1, 2, 2], [2, 1, 1], relax=["order"]) == "value"
    assert stage(torch.tensor([3.0, 1.0]), torch.tensor([1.0, 3.0]), relax=["order"]) is None
    vectors = torch.tensor([[1.0, 2.0], [3.0, -4.0]])
    assert stage(vectors, vectors * torch.tensor([-1.0, 1.0]), relax=["sign"]) is None
    assert stage(vectors, vectors * torch.tensor([[-1.0], [1.0]]), relax=["sign"]) == "value"
    assert stage(torch.tensor([math.nan, 1.0]), torch.tensor([5.0, 1.0]), relax=["nan"]) is None
    assert stage((1, 2), (2, 1), relax=["order"]) == "value"


def test_eigenpairs_may_come_in_any_order_and_sign_but_stay_pairs() -> None:
    matrix = torch.tensor([[2.0, 1.0, 0.0], [1.0, 3.0, 0.5], [0.0, 0.5, -1.0]])
    values, vectors = torch.linalg.eigh(matrix)
    places = torch.tensor([2, 0, 1])
    free = ["order", "sign"]
    assert stage((values, vectors), (values[places], -vectors[:, places]), relax=free) is None
    assert stage((values, vectors), (values[places], vectors), relax=free) == "value"
    assert stage((values, vectors), (values, vectors.T), relax=free) == "value"
    assert stage((values, vectors), (values[places], vectors[:, places]), relax=["sign"]) == "value"


def test_large_arguments_that_cancel_leave_room_for_their_roundings_and_no_more() -> None:
    centred = torch.tensor([1.0, -1.0])
    assert stage(torch.tensor([0.0]), torch.tensor([1e-4]), scale=1000.0) is None
    assert stage(torch.tensor([0.0]), torch.tensor([0.1]), scale=1000.0) == "value"
    assert stage(centred, centred + 1e-3, scale=1000.0) == "value"


def test_sums_taken_in_another_order_are_the_same() -> None:
    values = torch.randn(10_000, generator=torch.Generator().manual_seed(0)).abs()
    backwards = torch.tensor(0.0)
    for part in values.flip(0).split(7):
        backwards = backwards + part.sum()
    assert stage(values.sum(), backwards) is None
    assert stage(values.sum().item(), backwards.item(), coarsest="float32") is None
    assert stage(values.sum(), values.sum() * (1 + 1e-4)) == "value"


def test_what_cancels_to_nothing_is_measured_against_the_arguments() -> None:
    assert stage(torch.tensor([0.0]), torch.tensor([3e-7]), scale=1.0) is None
    assert stage(torch.tensor([1e-30]), torch.tensor([2e-30]), scale=1e-30) == "value"


def test_the_worst_place_is_named_with_both_numbers() -> None:
    want = torch.zeros(2, 3)
    have = want.clone()
    have[0, 1], have[1, 2] = 0.5, 7.0
    found = compare(observed(want), observed(have), Rules())
    assert found is not None
    assert found.where == "[1, 2]"
    assert found.message == "expected 0.0 at [1, 2], got 7.0 (2 of 6 elements differ)"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 4), max_size=3).map(tuple),
    st.sampled_from([torch.float32, torch.float64, torch.int64, torch.bool, torch.bfloat16, torch.complex64]),
    st.integers(0, 2**31),
)
def test_any_single_change_of_a_tensor_is_seen(shape: tuple[int, ...], dtype: torch.dtype, seed: int) -> None:
    value = torch.randn(shape, generator=torch.Generator().manual_seed(seed)).mul(4).to(dtype)
    assert stage(value, value.clone()) is None
    if value.numel():
        changed = value.clone().reshape(-1)
        place = seed % changed.numel()
        changed[place] = ~changed[place] if dtype is torch.bool else changed[place] + 1
        assert stage(value, changed.reshape(shape)) == "value"
    assert stage(value, value.unsqueeze(0)) == "shape"


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=12,
    )
)
def test_nested_values_equal_themselves_and_nothing_around_them(value: object) -> None:
    assert stage(value, value) is None
    assert stage(value, [value]) is not None


def test_what_was_not_written_yet_is_said() -> None:
    for value, words in ((..., "`...` still stands"), (None, "is there a `return`?")):
        found = compare(observed(torch.ones(1)), observed(value), Rules())
        assert found is not None and words in found.message
        assert compare(observed(value), observed(value), Rules()) is None


class Raising:
    def __getattribute__(self, name: str) -> object:
        raise RuntimeError("no")

    def __repr__(self) -> str:
        raise RuntimeError("no")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no")

    __hash__ = None  # type: ignore[assignment]


class RaisingTensor(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func: object, types: object, args: object = (), kwargs: object = None) -> object:
        raise RuntimeError("no")


def test_nothing_that_is_returned_can_raise_inside_the_examiner() -> None:
    itself: list[object] = []
    itself.append(itself)
    for value in (
        Raising(),
        [Raising()],
        RaisingTensor([1.0]),
        itself,
        {1: Raising()},
        type,
        Raising,
        lambda: 1,
        object(),
    ):
        assert compare(observed(torch.ones(1)), observed(value), Rules()) is not None
        assert compare(observed(value), observed(value), Rules()) is None
