"""A check, end to end on real children: right answers pass however they are written; wrong ones are told what
differs."""

from __future__ import annotations

import pytest

from tests.grading.material import double
from tutor.course.lines import plain
from tutor.course.model import Case, Exercise, Kind, Mistake
from tutor.grading.check import check
from tutor.grading.verdict_text import verdict_lines
from tutor.runner.client import Runner

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_right_answers_pass_in_any_style(runner: Runner) -> None:
    for source in (
        "def double(x):\n    return x + x\n",
        "import torch\ndouble = lambda x: torch.mul(2, x)\n",
        "class Double:\n    def __call__(self, x):\n        return x * 2\ndouble = Double()\n",
    ):
        verdict = await check(runner, double(), source, seed=3)
        assert (verdict.verdict, verdict.stage, verdict.cases.passed, verdict.cases.total) == ("passed", None, 9, 9)


WRONG = [
    ("def double(x)\n    return x\n", "syntax", 1),
    ("def dubble(x):\n    return x * 2\n", "missing", None),
    ("double = 3\n", "missing", None),
    ("1 / 0\n", "raised", 1),
    ("def double(x):\n    return x.nope\n", "raised", 2),
    ("def double(x):\n    return (x * 2).tolist()\n", "type", None),
    ("def double(x):\n    return (x * 2).sum()\n", "shape", None),
    ("def double(x):\n    return (x * 2).double()\n", "dtype", None),
    ("def double(x):\n    return (x * 2).requires_grad_()\n", "device", None),
    ("def double(x):\n    return x / 0\n", "nonfinite", None),
    ("def double(x):\n    return x * 3\n", "value", None),
    ("def double(x):\n    y = x * 2\n    x.zero_()\n    return y\n", "arguments", None),
    ("raise SystemExit(0)\n", "raised", 1),
    ("def double(x):\n    raise SystemExit(0)\n", "raised", 2),
    ("import os\nos._exit(0)\n", "died", None),
    ("import os\ndef double(x):\n    os._exit(0)\n", "died", None),
    ("import torch\ndef double(x):\n    return torch.zeros(10**11)\n", "out-of-memory", 3),
]


@pytest.mark.parametrize(
    ("source", "stage", "line"), WRONG, ids=[f"{stage}-{i}" for i, (_, stage, _) in enumerate(WRONG)]
)
async def test_wrong_answers_fail_at_their_stage_with_their_line(
    runner: Runner, source: str, stage: str, line: int | None
) -> None:
    verdict = await check(runner, double(), source, seed=1)
    assert (verdict.verdict, verdict.stage, verdict.line) == ("failed", stage, line)
    assert verdict.message


async def test_an_endless_loop_is_stopped_and_says_where(runner: Runner) -> None:
    verdict = await check(runner, double(timeout=0.3), "def double(x):\n    while True: pass\n")
    assert (verdict.verdict, verdict.stage) == ("failed", "timeout")
    assert "0.3 s" in verdict.message
    assert "double(torch.ones(2, 3))" in verdict.message
    assert (verdict.cases.run, verdict.cases.total) == (0, 9)


async def test_a_traceback_tells_nothing_of_what_watches(runner: Runner) -> None:
    watched = double(observe=("ops",), forbid=("torch.sum",))
    verdict = await check(runner, watched, "def double(x):\n    return x @ x\n")
    assert verdict.case is not None
    files = [step["file"] for step in verdict.case["traceback"]]
    assert files[0] == "<your code>" and not any("tutor" in file or "_dynamo" in file for file in files), files


async def test_helpers_in_a_cases_own_lines_draw_the_same_for_all(runner: Runner) -> None:
    cases = (Case(run="double(randn(3)).tolist()", times=3), Case(args=("torch.ones(2)",)))
    verdict = await check(runner, double(cases=cases), double().solution)
    assert verdict.verdict == "passed", verdict.message


async def test_the_case_shown_is_small_and_can_be_pasted(runner: Runner) -> None:
    verdict = await check(runner, double(), "def double(x):\n    return x * 3\n", seed=5)
    assert verdict.case is not None
    assert verdict.case["call"] == "double(torch.ones(2, 3))"
    assert verdict.case["where"] == "[0, 0]"
    only_drawn = double(cases=(Case(args=("randn(size)",), times=8),))
    verdict = await check(runner, only_drawn, "def double(x):\n    return x * 3\n", seed=5)
    assert verdict.case is not None
    import torch

    argument = verdict.case["call"].removeprefix("double(").removesuffix(")")
    assert eval(argument, {"torch": torch}).shape == (1,)


async def test_an_empty_case_is_shown_only_where_no_plain_one_fails(runner: Runner) -> None:
    exercise = double(cases=(Case(args=("torch.ones(0)",)), Case(args=("torch.ones(3)",))), mistakes=())
    plain = await check(runner, exercise, "def double(x):\n    return x.reshape(1, -1) * 2\n")
    assert plain.case is not None
    assert plain.case["call"] == "double(torch.ones(3))"
    edge = await check(runner, exercise, "def double(x):\n    return x * 2 if len(x) else None\n")
    assert edge.case is not None
    assert edge.case["call"] == "double(torch.ones(0))"


async def test_an_error_of_the_cases_own_lines_gives_way_to_its_cause(runner: Runner) -> None:
    cases = (Case(run="double(torch.ones(2)).sum()"), Case(args=("torch.ones(2)",)))
    verdict = await check(runner, double(cases=cases, mistakes=()), "def double(x):\n    x * 2\n")
    assert verdict.stage == "type"
    assert verdict.message.startswith("Expected a tensor, got None")
    alone = await check(runner, double(cases=cases[:1], mistakes=()), "def double(x):\n    x * 2\n")
    assert alone.stage == "raised"


async def test_of_a_long_error_the_message_tells_the_gist_and_the_case_the_whole(runner: Runner) -> None:
    verdict = await check(runner, double(), "import torch\ndef double(x):\n    return torch.arange(2, torch.float32)\n")
    assert verdict.message.startswith("Your code raised TypeError: arange() received an invalid combination")
    assert verdict.message.count("\n") == 1  # the gist, and the same in plain words
    assert verdict.case is not None
    assert "expected one of" in verdict.case["error"]["message"]


async def test_a_seed_repeats_a_check_and_a_failed_case_is_tried_first(runner: Runner) -> None:
    exercise = double(cases=(Case(args=("rand(1) * 4",), times=4),))
    wrong = "def double(x):\n    return x * 2 if x.item() < 2 else x\n"
    seed = 0
    verdict = await check(runner, exercise, wrong, seed=seed)
    assert verdict.verdict == "failed"
    again = await check(runner, exercise, wrong, seed=seed)
    assert (verdict.case, verdict.message) == (again.case, again.message)
    replayed = await check(runner, exercise, wrong, seed=seed + 1000, replay=verdict.replay)
    assert replayed.cases.total == 4
    assert replayed.verdict == "failed"


async def test_forbidden_names_are_found_however_they_are_imported(runner: Runner) -> None:
    exercise = double(forbid=("for", "torch.add"), mistakes=())
    for source, found in (
        ("def double(x):\n    return x + x\n", None),
        ("from torch import add as plus\ndef double(x):\n    return plus(x, x)\n", 1),
        ("import torch as t\ndef double(x):\n    f = t.add\n    return f(x, x)\n", 3),
        ("import torch\ndef double(x):\n    return getattr(torch, 'a' + 'dd')(x, x)\n", None),
        ("import torch\ndef double(x):\n    return torch.stack([a * 2 for a in x])\n", 3),
    ):
        verdict = await check(runner, exercise, source)
        plain = source.startswith("def double(x):\n    return x + x")
        assert verdict.verdict == ("passed" if plain else "failed"), source
        assert verdict.stage == (None if plain else "forbidden")
        assert verdict.line == found


async def test_a_common_error_is_told_in_plain_words_too(runner: Runner) -> None:
    exercise = double(cases=(Case(args=("torch.ones(2, 3)",)),))
    verdict = await check(runner, exercise, "def double(x):\n    return x @ x\n")
    first, second = verdict.message.splitlines()
    assert first.startswith("Your code raised RuntimeError: mat1 and mat2")
    assert "columns" in second
    verdict = await check(runner, exercise, "def double(x)\n    return x\n")
    assert len(verdict.message.splitlines()) == 2


async def test_a_failed_broadcast_is_drawn_with_its_shapes_aligned(runner: Runner) -> None:
    exercise = double(cases=(Case(args=("torch.ones(2, 3)",)),))
    verdict = await check(runner, exercise, "import torch\ndef double(x):\n    w = torch.ones(4)\n    return x * w\n")
    assert verdict.case is not None
    assert verdict.case["met"] == {"how": "together", "operands": [["x", [2, 3]], ["w", [4]]], "axis": None}
    drawn = plain(verdict_lines(verdict, exercise, 60))
    assert "✗" in drawn and "together" in drawn
    called = "import torch\ndef double(x):\n    return torch.add(x[:, :2],\n        x.T)\n"
    verdict = await check(runner, exercise, called)
    assert verdict.case is not None
    assert verdict.case["met"]["operands"] == [["x[:, :2]", [2, 2]], ["x.T", [3, 2]]]


async def test_a_product_that_does_not_fit_is_drawn_too(runner: Runner) -> None:
    exercise = double(cases=(Case(args=("torch.ones(2, 3)",)),))
    verdict = await check(runner, exercise, "def double(x):\n    return x @ x\n")
    assert verdict.case is not None and verdict.case["met"]["how"] == "product"
    assert "x @ x  2 × ✗ × 3" in plain(verdict_lines(verdict, exercise, 60))


async def test_a_class_is_judged_by_a_script_of_calls_and_a_callable_by_calling_it(runner: Runner) -> None:
    plain = {"id": "count", "address": "t/t/count", "kind": Kind.FUNCTION, "title": "", "goal": "", "entry": "Count"}
    reference = "class Count:\n    def __init__(self, n): self.n = n\n"
    reference += "    def up(self):\n        self.n += 1\n        return self.n\n"
    cases = (
        Case(let={"n": "randint(0, 9)"}, args=("(c := Count(n)).up()", "c.up()", "c.n"), times=3),
        Case(run="c = Count(1)\nc.up()\nc.n"),
    )
    exercise = Exercise(**plain, solution=reference, cases=cases)
    other = "class Count:\n    def __init__(self, n): self._at = n\n    n = property(lambda self: self._at)\n"
    other += "    def up(self):\n        self._at = 1 + self._at\n        return self._at\n"
    assert (await check(runner, exercise, other)).verdict == "passed"
    assert (await check(runner, exercise, reference.replace("+= 1", "+= 2"))).stage == "value"
    adder = Exercise(
        **{**plain, "entry": "adder"},
        solution="def adder(n):\n    return lambda x: x + n\n",
        cases=(Case(args=("size",), call_result=("randn(3)",), times=4),),
    )
    assert (
        await check(
            runner,
            adder,
            "from functools import partial\nimport operator\ndef adder(n):\n    return partial(operator.add, n)\n",
        )
    ).verdict == "passed"
    assert (await check(runner, adder, "def adder(n):\n    return lambda x: x - n\n")).stage == "value"


async def test_a_generator_is_compared_by_what_it_yields(runner: Runner) -> None:
    exercise = double(
        solution="def double(x):\n    for row in x:\n        yield row * 2\n",
        mistakes=(),
        cases=(Case(args=("randn(3, 2)",)),),
    )
    assert (await check(runner, exercise, "def double(x):\n    yield from (x + x)\n")).verdict == "passed"
    assert (await check(runner, exercise, "def double(x):\n    return [row * 2 for row in x]\n")).stage == "type"
    assert (await check(runner, exercise, "def double(x):\n    yield x[0] * 2\n")).stage == "shape"


async def test_variables_compares_the_named_ones(runner: Runner) -> None:
    exercise = Exercise(
        id="halves",
        address="t/t/halves",
        kind=Kind.VARIABLES,
        title="",
        goal="",
        names=("y", "mask"),
        setup="import torch\nlimit = 2",
        let={"x": "randn(size)"},
        times=4,
        solution="y = x / limit\nmask = y > 0\n",
        mistakes=(Mistake("doubles", "Twice, not half.", "y = x * limit\nmask = y > 0\n"),),
    )
    assert (await check(runner, exercise, "y = 0.5 * x\nmask = x > 0\n")).verdict == "passed"
    assert (await check(runner, exercise, "y = x / limit\n")).stage == "missing"
    assert (await check(runner, exercise, "y = x + x\nmask = y > 0\n")).mistake == "doubles"
    wrong = await check(runner, exercise, "y = x / 2\nmask = y < 0\n")
    assert wrong.message.startswith("`mask`: ")
    assert wrong.case is not None
    assert wrong.case["call"].startswith("x = torch.tensor(")


async def test_what_the_course_broke_is_never_the_learners_fault(runner: Runner) -> None:
    right = "def double(x):\n    return x * 2\n"
    for broken in (
        double(solution="def double(x):\n    return x *\n"),
        double(solution="def dubble(x):\n    return x\n"),
        double(cases=(Case(args=("torch.nope()",)),)),
        double(setup="1 / 0"),
        double(solution="def double(x):\n    raise RuntimeError('broken')\n"),
        double(solution="def double(x):\n    return x * (1 / 0 if len(x) == 2 else 2)\n"),
        double(cases=(Case(args=("torch.ones(1)",), raises="ValueError"),)),
    ):
        verdict = await check(runner, broken, right)
        assert verdict.verdict == "unjudged"
        assert "not your fault" in verdict.message


async def test_the_reference_is_out_of_the_learners_reach(runner: Runner) -> None:
    secret = "# the-secret-of-doubling\ndef double(x):\n    return x * 2\n"
    spy = (
        "import gc, sys, os\n"
        "def double(x):\n"
        "    needle = 'the-secret' + '-of-doubling'\n"
        "    hits = [o for o in gc.get_objects() if type(o) is dict for v in list(o.values())\n"
        "            if type(v) is str and needle in v and 'needle' not in v]\n"
        "    for fd in range(3, 64):\n"
        "        try: hits += [1] if needle.encode() in os.pread(fd, 1 << 16, 0) else []\n"
        "        except OSError: pass\n"
        "    print('hits', len(hits))\n"
        "    return x\n"
    )
    verdict = await check(runner, double(solution=secret), spy)
    assert verdict.verdict == "failed"
    assert "hits 0" in verdict.stdout
    assert "the-secret" not in verdict.stdout.replace("needle", "")


async def test_what_was_printed_comes_back_safe_to_show(runner: Runner) -> None:
    verdict = await check(runner, double(), "print('[/] [b] \\x1b[31m')\ndef double(x):\n    return x * 2\n")
    assert verdict.verdict == "passed"
    assert "[/] [b] \\x1b[31m" in verdict.stdout
