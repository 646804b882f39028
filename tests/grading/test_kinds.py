"""Every kind of value is judged, whatever else is observed; and what is observed is seen with every kind of value."""

from __future__ import annotations

import pytest

from tests.grading.kinds import KINDS, wrong_result_is_seen, wrong_way_is_seen
from tutor.runner.client import Runner

pytestmark = pytest.mark.asyncio(loop_scope="session")

STAGES = {"stdout": "stdout", "rng": "rng", "ops": "ops", "allocations": "memory"}
SHARED = [
    name for name in KINDS if name in ("float32", "complex", "bool", "0-d", "NaN, infinity", "NumPy array", "nested")
]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_wrong_result_of_any_kind_is_seen(runner: Runner, kind: str) -> None:
    given, wrong = KINDS[kind]
    for observe in ("args", "aliasing", "grad", "ops"):
        assert await wrong_result_is_seen(runner, given, wrong, observe), observe


@pytest.mark.parametrize("kind", KINDS)
async def test_a_wrong_way_to_a_right_result_is_seen(runner: Runner, kind: str) -> None:
    for observe, stage in STAGES.items():
        assert await wrong_way_is_seen(runner, KINDS[kind][0], observe) == stage


@pytest.mark.parametrize("kind", SHARED)
async def test_a_copy_is_told_from_the_thing_itself(runner: Runner, kind: str) -> None:
    assert await wrong_way_is_seen(runner, KINDS[kind][0], "aliasing") == "memory"
