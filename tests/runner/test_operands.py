"""Protects what is told of shapes that met and did not fit: read from the learner's line, running none of it again."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from tutor.runner.source import compile_module, describe_error

a, b, v = torch.ones(2, 3), torch.ones(4, 5), torch.ones(4)


def told(source: str, **names: Any) -> Any:
    namespace = {"torch": torch, "a": a, "b": b, "v": v, **names}
    with pytest.raises(Exception) as raised:
        exec(compile_module(source), namespace)
    return describe_error(raised.value)["met"]


@pytest.mark.parametrize(
    ("source", "how", "operands"),
    [
        ("a * v", "together", [["a", [2, 3]], ["v", [4]]]),
        ("y = torch.add(a, v)", "together", [["a", [2, 3]], ["v", [4]]]),
        ("(a + 1) * -v", "together", [["a + 1", [2, 3]], ["-v", [4]]]),
        ("a += v", "together", [["a", [2, 3]], ["v", [4]]]),
        ("v.expand(2, 5)", "together", [["v", [4]], ["expanded to", [2, 5]]]),
        ("a @ b", "product", [["a", [2, 3]], ["b", [4, 5]]]),
        ("b @ a[0]", "product", [["b", [4, 5]], ["a[0]", [3]]]),
        ("torch.nn.Linear(4, 5)(a)", "product", [["mat1", [2, 3]], ["mat2", [4, 5]]]),
        ("torch.ones(5, 2, 3) @ torch.ones(4, 3, 2)", "product", None),
        ("torch.cat([a, b])", "joined", [["a", [2, 3]], ["b", [4, 5]]]),
        ("xs = (a, b)\ntorch.stack(xs)", "stacked", [["xs[0]", [2, 3]], ["xs[1]", [4, 5]]]),
        ("a.view(4, -1)", "reshaped", [["a", [2, 3]], ["wanted", [4, -1]]]),
    ],
)
def test_what_met_is_told_with_its_text(source: str, how: str, operands: list[Any] | None) -> None:
    met = told(source)
    if operands is None:
        assert met is None  # nothing here has a name, and the message tells no shapes
    else:
        assert met["how"] == how and [[text, shape] for text, shape in met["operands"]] == operands


def test_the_axis_along_which_is_joined_is_told() -> None:
    assert told("torch.cat([a, b], dim=1)")["axis"] == 1
    assert told("a * v")["axis"] is None


def test_other_errors_have_nothing_that_met() -> None:
    assert told("1 / 0") is None and told("a.undefined") is None


def test_no_call_of_the_learners_is_made_again() -> None:
    calls: list[int] = []

    def made() -> torch.Tensor:
        calls.append(1)
        return v

    met = told("a * made()", made=made)
    assert len(calls) == 1 and met is None


def test_a_tensor_of_the_learners_own_class_is_not_asked() -> None:
    class Mine(torch.Tensor):
        @property
        def shape(self) -> Any:
            raise AssertionError("asked")

    assert told("a * mine", mine=torch.ones(4).as_subclass(Mine)) is None


def test_hundreds_of_tensors_are_not_all_told() -> None:
    assert len(told("torch.cat(xs)", xs=[a, b] * 500)["operands"]) == 6
