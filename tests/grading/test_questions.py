"""Questions are posed anew from a seed, and answers are judged by running the questions' own code."""

from __future__ import annotations

import json

import pytest
import torch

from tests.grading.material import choosing, prediction
from tutor.course.model import Mistake, Option, Question
from tutor.grading.ask import sendable, value_form
from tutor.grading.literal import same
from tutor.grading.questions import as_form, drawn, is_form, judge, pose
from tutor.runner.client import Runner

pytestmark = pytest.mark.asyncio(loop_scope="session")

DRAWN = Question(let={"n": "randint(2, 6)"}, code="x = torch.zeros(n, 3)", ask="x.sum(dim=0).shape")


async def test_what_let_draws_is_shown_as_source_and_repeats_with_its_seed(runner: Runner) -> None:
    exercise = prediction(DRAWN)
    posed = [await pose(runner, exercise, seed) for seed in (1, 1, 2, 3, 4, 5)]
    assert posed[0] == posed[1]
    texts = {each.questions[0].let[0] for each in posed}
    assert len(texts) > 1
    assert all(name == "n" and text in "2345" for name, text in texts)


async def test_a_prediction_is_right_when_the_code_gives_it(runner: Runner) -> None:
    exercise = prediction(
        DRAWN,
        Question(code="torch.arange(3.) * 2"),
        Question(code="torch.ones(2) + torch.ones(3)", ask="error"),
        Question(code="torch.ones(2).dtype"),
        Question(code="float('nan')"),
        mistakes=(Mistake("swapped", "That is the other axis.", answer="(5,)"),),
    )
    right = [["(3,)"], ["[0, 2, 4]"], ["RuntimeError"], ["float32"], ["nan"]]
    assert (await judge(runner, exercise, right, seed=1)).verdict == "passed"
    wrong = await judge(runner, exercise, [["(5,)"], *right[1:]], seed=1)
    assert (wrong.verdict, wrong.mistake, wrong.cases.passed) == ("failed", "swapped", 4)
    assert "It gives `(3,)`, not `(5,)`." in wrong.message
    assert (await judge(runner, exercise, [*right[:4], ["1 +"]], seed=1)).stage == "syntax"
    assert (await judge(runner, exercise, right[:4], seed=1)).stage == "missing"
    assert (await judge(runner, exercise, [*right, ["1"]], seed=1)).stage == "missing"


async def test_options_are_marked_by_text_id_letter_or_place_and_each_replies(runner: Runner) -> None:
    exercise = choosing(
        Option("`x.T`", says="A view.", test="x.T.data_ptr() == x.data_ptr()"),
        Option("`x.clone()`", says="`clone` copies.", id="clone", right=False),
        Option("`x[0]`", says="A view too.", test="x[0].data_ptr() == x.data_ptr()"),
        several=True,
        code="x = torch.arange(6).reshape(2, 3)",
    )
    for marks in (["`x.T`", "`x[0]`"], ["a", "c"], ["A)", "C"], ["#2", "#0"], ["x.T", "x[0]"], ["a, c"]):
        assert (await judge(runner, exercise, [marks], seed=0)).verdict == "passed", marks
    partly = await judge(runner, exercise, [["a"]], seed=0)
    assert "that is not all" in partly.message
    wrong = await judge(runner, exercise, [["a", "clone", "c"]], seed=0)
    assert "`clone` copies." in wrong.message
    assert (await judge(runner, exercise, [["z"]], seed=0)).stage == "syntax"
    assert (await judge(runner, exercise, [[]], seed=0)).stage == "missing"


async def test_options_are_shuffled_and_draws_vary_with_the_seed(runner: Runner) -> None:
    exercise = choosing(*(Option(f"option {i}", right=i == 0) for i in range(6)))
    orders = {tuple(o.index for o in (await pose(None, exercise, seed)).questions[0].options) for seed in range(5)}
    assert len(orders) > 1
    pool = prediction(*(Question(code=str(i)) for i in range(8)), draw=3)
    assert all(len(drawn(pool, seed)) == 3 for seed in range(5))
    assert len({tuple(drawn(pool, seed)) for seed in range(10)}) > 1
    places = drawn(pool, 7)
    assert (await judge(runner, pool, [[str(i)] for i in places], seed=7)).verdict == "passed"


async def test_questions_whose_code_breaks_are_not_judged(runner: Runner) -> None:
    broken = prediction(Question(let={"n": "1 / 0"}, code="n"))
    verdict = await judge(runner, broken, [["1"]], seed=0)
    assert verdict.verdict == "unjudged"
    assert "ZeroDivisionError" in verdict.message


@pytest.mark.parametrize(
    "value",
    [
        *(True, None, 3, -1.5, float("nan"), float("-inf"), "a", (), (1, (False, None)), {1, 2}, {"a": True}),
        *(torch.ones(2) > 0, torch.arange(3), torch.tensor(2.5), torch.Size([2, 3]), torch.float32, ValueError),
    ],
    ids=repr,
)
async def test_whatever_code_gives_comes_back_from_its_child_as_it_was(value: object) -> None:
    form = value_form(value)
    told = json.loads(json.dumps(sendable(form)))
    assert is_form(told)
    assert same(as_form(told), form)
