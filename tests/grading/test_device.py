"""Protects: `device` is a name wherever an author writes code, the same for the learner's side and the examiner's; and
children that are started judge as those do that are forked."""

from __future__ import annotations

import ast
from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import pytest_asyncio
import torch

from tests.grading.material import double, prediction
from tutor.course.address import find
from tutor.course.loader import find_root, load
from tutor.course.model import Case, Kind, Question
from tutor.grading.call_text import call_text
from tutor.grading.check import check
from tutor.grading.programs import PRELOAD
from tutor.grading.questions import judge, pose
from tutor.runner import fences, place
from tutor.runner.client import Runner
from tutor.runner.draw import Draws
from tutor.runner.stage import Stage

RIGHT = "def double(x):\n    return x + x\n"
ON_DEVICE = double(
    setup="here = device\nassert isinstance(device, torch.device)\n",
    cases=(
        Case(args=("torch.ones(2, 3, device=device)",)),
        Case(let={"n": "randint(1, 6)", "x": "randn(n).to(device)"}, args=("x",), times=4),
        Case(run="double(torch.arange(3., device=device)).device == here"),
        Case(kwargs={"x": "torch.zeros(2, device=device.type)"}),
    ),
)


@pytest.fixture
def on_meta() -> Iterator[None]:
    """A device that isn't the CPU and is everywhere: it has shapes, and no numbers."""
    place.settle_on("meta")
    yield
    place.settle_on("cpu")


@pytest.mark.usefixtures("on_meta")
def test_draws_give_the_device_of_their_process() -> None:
    names = Draws().helpers()
    assert names["device"] == torch.device("meta")
    assert torch.ones(2, device=names["device"]).is_meta


@pytest.mark.usefixtures("on_meta")
def test_a_page_finds_it_without_an_import() -> None:
    sent: list[dict[str, Any]] = []
    data = {"fences": [{"code": "torch.ones(2, device=device).device", "plot": False}]}
    fences.main(SimpleNamespace(data=data, send=sent.append))
    assert [header["value"] for header in sent] == ["device(type='meta')"]


@pytest.mark.usefixtures("on_meta")
def test_a_call_is_shown_with_the_device_written_out() -> None:
    """So that it can be pasted where nothing is called `device`."""
    job = {"kind": "function", "entry": "f", "seed": 1, "cases": [{"args": ["torch.ones(2, device=device)", "device"]}]}
    shown = call_text(Stage(job).turn(0, 0, 0, 1), job)
    assert shown == "f(torch.ones(2, device=torch.device('meta')), torch.device('meta'))"
    ast.parse(shown)


@pytest.mark.usefixtures("on_meta")
def test_an_authors_own_device_goes_before() -> None:
    job = {"seed": 1, "setup": "device = torch.device('cpu')\n", "cases": [{"args": ["device"]}]}
    assert Stage(job).turn(0, 0, 0, 1).args == [torch.device("cpu")]


@pytest.mark.asyncio(loop_scope="session")
async def test_it_is_known_on_both_sides_of_a_check_in_every_place(runner: Runner) -> None:
    for source, verdict in ((RIGHT, "passed"), ("def double(x):\n    return x * 3\n", "failed")):
        told = await check(runner, ON_DEVICE, source, seed=5)
        assert told.verdict == verdict, told.message
    variables = double(
        kind=Kind.VARIABLES, entry="", names=("y",), cases=(), mistakes=(), accepts=(),
        let={"x": "torch.ones(2, device=device)"}, times=1, solution="y = x + x\n", starter="",
    )  # fmt: skip
    assert (await check(runner, variables, "y = 2 * x\n", seed=5)).verdict == "passed"
    asked = prediction(Question(let={"x": "torch.ones(2, device=device)"}, code="(x * 3).sum().item()"))
    await pose(runner, asked, 1)
    assert (await judge(runner, asked, [["6"]], seed=1)).verdict == "passed"


# From children that are started. Each takes seconds to import torch: no more of them than are needed


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def started() -> AsyncIterator[Runner]:
    async with Runner(preload=PRELOAD, warm=("torch",), births="spawn", device="cpu") as runner:
        await runner.ready()
        yield runner


@pytest.mark.asyncio(loop_scope="session")
async def test_children_that_are_started_judge_as_forked_ones_do(started: Runner, runner: Runner) -> None:
    """One of ours on `device`; of the built-in course one on devices, and one on gradients answered wrongly."""
    course = load(find_root(None))
    devices = find(course, "memory/devices/pick-device").exercise
    gradients = next(one for one in course.exercises() if "grad" in one.observe and one.mistakes)
    assert devices is not None
    for exercise, source in ((ON_DEVICE, RIGHT), (devices, devices.solution), (gradients, gradients.mistakes[0].code)):
        verdicts = [await check(each, exercise, source, seed=7, given=True) for each in (started, runner)]
        one, other = [(told.verdict, told.stage, told.mistake, told.message, told.cases) for told in verdicts]
        assert one == other
        assert one[0] == ("failed" if exercise is gradients else "passed"), one
