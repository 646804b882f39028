"""Protects what is looked at besides a result, where an exercise asks: memory, arguments, effort, figures, samples."""

from __future__ import annotations

import pytest

from tests.grading.material import double, function
from tutor.course.model import Case, Mistake
from tutor.grading.check import check
from tutor.runner.client import Runner

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_case_raises_is_met_by_a_subclass_and_otherwise_types_are_exact(runner: Runner) -> None:
    reference = "def double(x):\n    if not x:\n        raise ValueError('empty')\n    return x * 2\n"
    subclass = "class Empty(ValueError): pass\ndef double(x):\n    if not x: raise Empty()\n    return x * 2\n"
    named = double(
        solution=reference, cases=(Case(args=("[]",), raises="ValueError"), Case(args=("[1]",))), mistakes=()
    )
    exact = double(solution=reference, cases=(Case(args=("[]",)), Case(args=("[1]",))), mistakes=())
    assert (await check(runner, named, subclass)).verdict == "passed"
    assert (await check(runner, exact, subclass)).stage == "raised"
    silent = await check(runner, named, "def double(x):\n    return x * 2\n")
    assert silent.message == "Expected ValueError to be raised, but the call returned []."


async def test_aliasing_tells_copies_from_views(runner: Runner) -> None:
    exercise = function(
        "first_row",
        "def first_row(x):\n    return x[0]\n",
        observe=("aliasing",),
        cases=(Case(args=("torch.arange(6).reshape(2, 3)",)), Case(args=("torch.zeros(2, 0)",))),
        mistakes=(Mistake("copies", "A copy.", "def first_row(x):\n    return x[0].clone()\n"),),
    )
    assert (await check(runner, exercise, "def first_row(x):\n    return x.select(0, 0)\n")).verdict == "passed"
    copied = await check(runner, exercise, "import torch\ndef first_row(x):\n    return torch.tensor(x[0].tolist())\n")
    assert copied.stage in ("memory", "dtype")
    copied = await check(runner, exercise, "def first_row(x):\n    return x[[0]].squeeze(0)\n")
    assert (copied.stage, copied.mistake) == ("memory", "copies")


async def test_args_observed_means_changed_as_the_reference_changes_them(runner: Runner) -> None:
    exercise = double(solution="def double(x):\n    x *= 2\n    return x\n", observe=("args",), mistakes=())
    assert (await check(runner, exercise, "def double(x):\n    return x.add_(x)\n")).verdict == "passed"
    untouched = await check(runner, exercise, "def double(x):\n    return x * 2\n")
    assert untouched.stage == "arguments"


async def test_rng_grad_stdout_and_effort_are_observed_where_asked(runner: Runner) -> None:
    cases = {
        "rng": ("import torch\ndef double(x):\n    torch.manual_seed(0)\n    return x * 2\n", "rng"),
        "grad": ("import torch\ndef double(x):\n    return (x.detach() * 2).requires_grad_()\n", "gradient"),
        "stdout": ("def double(x):\n    print('x')\n    return x * 2\n", "stdout"),
        "ops": ("import torch\ndef double(x):\n    for _ in range(99): torch.abs(x)\n    return x * 2\n", "ops"),
        "allocations": ("def double(x):\n    return x.clone() * 2\n", "memory"),
    }
    for observe, (source, stage) in cases.items():
        exercise = double(
            observe=(observe,),
            mistakes=(),
            cases=(Case(args=("randn(4).requires_grad_()" if observe == "grad" else "randn(4)",)),),
        )
        assert (await check(runner, exercise, "def double(x):\n    return x * 2\n")).verdict == "passed", observe
        assert (await check(runner, exercise, source)).stage == stage, observe


async def test_a_figure_is_judged_by_what_its_axes_hold(runner: Runner) -> None:
    exercise = function(
        "plot",
        (
            "import matplotlib.pyplot as plt\ndef plot(x, y):\n    fig, ax = plt.subplots()\n"
            "    ax.plot(x, y, label='y')\n    ax.plot(x, 2 * y, label='twice')\n"
            "    ax.set_title('t')\n    ax.legend()\n"
        ),
        observe=("figure",),
        cases=(Case(args=("torch.arange(4.)", "randn(4)")),),
        timeout=20,
    )
    start = "import matplotlib.pyplot as plt\ndef plot(x, y):\n"
    right = "    plt.plot(x, y * 2, 'r--', label='twice')\n    plt.plot(x.numpy(), y, label='y')\n"
    right += "    plt.title('t')\n    plt.legend()\n"
    assert (await check(runner, exercise, start + right)).verdict == "passed"
    for wrong, words in (
        (right.replace("y * 2", "y * 3"), "lines[0] y"),
        (right.replace("'t'", "'T'"), "title"),
        (right.replace("    plt.legend()\n", ""), "legend"),
        (right.replace("    plt.plot(x.numpy(), y, label='y')\n", ""), "lines"),
        ("    pass\n", "no figure"),
        (right + "    plt.close('all')\n", "no figure"),
    ):
        verdict = await check(runner, exercise, start + wrong)
        assert (verdict.stage, words in verdict.message) == ("figure", True), verdict.message


async def test_distribution_takes_the_place_of_values(runner: Runner) -> None:
    exercise = function(
        "normal",
        "import torch\ndef normal(mu, sigma, n, g):\n    return mu + sigma * torch.randn(n, generator=g)\n",
        observe=("distribution",),
        cases=(Case(args=("3.0", "2.0", "4000", "rng")),),
        mistakes=(
            Mistake(
                "variance",
                "That is the variance.",
                "def normal(mu, sigma, n, g):\n    return mu + sigma ** 0.5 * torch.randn(n, generator=g)\n",
            ),
        ),
    )
    other = (
        "import torch\ndef normal(mu, sigma, n, g):\n    return torch.normal(mu, sigma, (n,), generator=g).flip(0)\n"
    )
    assert (await check(runner, exercise, other)).verdict == "passed"
    wrong = "import torch\ndef normal(mu, sigma, n, g):\n    return torch.normal(mu, sigma ** .5, (n,), generator=g)\n"
    verdict = await check(runner, exercise, wrong)
    assert (verdict.stage, verdict.mistake) == ("distribution", "variance")
    unseeded = (
        "import torch, time\ndef normal(mu, sigma, n, g):\n    torch.seed()\n    return torch.normal(mu, sigma, (n,))\n"
    )
    assert "same seed" in (await check(runner, exercise, unseeded)).message
    frozen = (
        "import torch\ndef normal(mu, sigma, n, g):\n    g.manual_seed(0)\n"
        "    return torch.normal(mu, sigma, (n,), generator=g)\n"
    )
    assert "Two seeds" in (await check(runner, exercise, frozen)).message


async def test_of_samples_the_true_type_and_nan_are_told(runner: Runner) -> None:
    exercise = double(
        solution="import torch\ndef double(rng):\n    return torch.randn(40, generator=rng)\n",
        cases=(Case(args=("rng",)),),
        observe=("distribution",),
        mistakes=(),
    )
    typed = await check(runner, exercise, "def double(rng):\n    return 1.5\n")
    assert typed.case is not None
    assert (typed.stage, typed.case["got"]) == ("type", "1.5")
    nan = await check(
        runner, exercise, "import torch\ndef double(rng):\n    return torch.randn(40, generator=rng) * float('nan')\n"
    )
    assert (nan.stage, nan.message) == ("nonfinite", "40 of the values are nan.")
