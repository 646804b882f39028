"""Protects what is said of a known mistake: where an answer behaves like it, and nowhere else."""

from __future__ import annotations

import pytest

from tests.grading.material import double
from tutor.course.model import Case, Mistake
from tutor.grading.check import check
from tutor.runner.client import Runner

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_mistakes_are_recognised_by_behaviour_however_they_are_written(runner: Runner) -> None:
    verdict = await check(runner, double(), "import torch\ndef double(x):\n    return torch.stack([x, x]).prod(0)\n")
    assert (verdict.verdict, verdict.mistake) == ("failed", "squares")
    assert verdict.message.startswith("You squared it.")
    verdict = await check(runner, double(), "def double(x):\n    return x.add_(x)\n")
    assert (verdict.stage, verdict.mistake) == ("arguments", "in-place")
    verdict = await check(runner, double(), "def double(x):\n    return x * 3\n")
    assert verdict.mistake is None


async def test_a_near_miss_of_a_mistake_is_told_with_the_edge_where_it_goes_another_way(runner: Runner) -> None:
    edge = Case(args=("torch.tensor([])",), note="nothing at all")
    exercise = double(cases=(*double().cases, edge))
    near = "def double(x):\n    return x * x if x.numel() else None\n"
    verdict = await check(runner, exercise, near)
    assert verdict.mistake is None  # a mistake is named only where all cases agree
    assert verdict.says.endswith("You squared it.") and "(nothing at all)" in verdict.says
    assert verdict.case is not None and verdict.case["note"] == ""  # a case that the mistake accounts for
    # Two cases apart, or right everywhere but on the edge: nothing to be reminded of.
    far = "def double(x):\n    return x * x if x.numel() > 6 else None\n"  # not what `ones(2, 3)` holds either
    right_but = "def double(x):\n    return x * 2 if x.numel() else None\n"
    for source in (far, right_but):
        assert (await check(runner, exercise, source)).says == ""


LEAF = "A leaf that requires gradients can't be changed in place."


async def test_an_exception_of_another_cause_is_not_the_mistake_that_raises_the_same_type(runner: Runner) -> None:
    exercise = double(mistakes=(Mistake("leaf", LEAF, "def double(x):\n    return x.requires_grad_().mul_(2)\n"),))
    same = "def double(x):\n    x.requires_grad = True\n    x += x\n    return x\n"
    verdict = await check(runner, exercise, same, seed=1)
    assert (verdict.stage, verdict.mistake) == ("raised", "leaf")
    other = "def double(x):\n    x.requires_grad_()\n    return (x.T @ x.T.new_ones(x.shape[0] + 1)) * 2\n"
    verdict = await check(runner, exercise, other, seed=1)
    assert (verdict.stage, verdict.mistake) == ("raised", None) and "RuntimeError" in verdict.message
    # One that has no words of its own may still be it.
    unknown = "def double(x):\n    x.requires_grad_()\n    raise RuntimeError('what torch may say one day')\n"
    assert (await check(runner, exercise, unknown, seed=1)).mistake == "leaf"


async def test_shapes_that_do_not_fit_are_one_cause_however_it_is_said(runner: Runner) -> None:
    exercise = double(mistakes=(Mistake("wide", "Too wide.", "def double(x):\n    return x @ x.new_ones(99, 2)\n"),))
    for said in ("x + x.new_ones(7, 99)", "x.expand(1, 1, 99, 99, 99)", "x @ x.new_ones(99)"):
        assert (await check(runner, exercise, f"def double(x):\n    return {said}\n", seed=1)).mistake == "wide", said
