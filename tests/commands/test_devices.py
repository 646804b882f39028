"""Protects: a device can be named, on the command line or in the environment; one that is missing is one clear line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Ran, is_one_line
from tutor.commands.anywhere import DEVICES
from tutor.commands.context import Context
from tutor.commands.examination import device
from tutor.runner.devices import NAMES, Device, find, surroundings
from tutor.runner.ladder import BOTH, FILELESS, SANDBOX

DOUBLE = "arithmetic/doubling/double"
CONFINED, UNLANDLOCKED = {"rung": BOTH, "landlock_abi": 6}, {"rung": FILELESS, "landlock_abi": 0}

needs_no_gpu = pytest.mark.skipif(find(surroundings()).kind != "cpu", reason="about a machine that has none")


def test_the_command_line_knows_what_the_runner_knows() -> None:
    assert DEVICES == NAMES


@needs_no_gpu
@pytest.mark.usefixtures("course")
def test_one_that_is_missing_is_one_line_and_no_verdict(
    tutor: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before and after the command's name, and from the environment."""
    answer = tmp_path / "answer.py"
    answer.write_text("def double(x):\n    return 2 * x\n")
    for words in (("--device", "cuda", "check", DOUBLE, answer), ("check", DOUBLE, answer, "--device", "cuda")):
        ran = tutor(*words)
        assert ran.status == 3
        assert ran.out == ""
        assert is_one_line(ran.err)
        assert "there is no device cuda here: " in ran.err
    monkeypatch.setenv("TUTOR_DEVICE", "gpu")
    ran = tutor("run", answer)
    assert ran.status == 3
    assert is_one_line(ran.err)
    assert "TUTOR_DEVICE=gpu: no such device" in ran.err


def test_a_name_that_is_no_devices_is_wrong_usage(tutor: Callable[..., Ran]) -> None:
    ran = tutor("list", "--device", "gpu")
    assert ran.status == 2
    assert is_one_line(ran.err)
    assert "'gpu'" in ran.err


def test_a_command_to_be_pasted_names_it_again() -> None:
    with Context("course", device="cpu") as context:
        assert context.command("check", "a/b/c", "x.py") == "tutor --course course --device cpu check a/b/c x.py"


def test_a_course_is_proved_on_the_cpu_unless_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TUTOR_DEVICE", raising=False)
    with Context() as context, Context(device="cuda") as named:
        assert (context.device_of_proofs, named.device_of_proofs) == ("cpu", "cuda")
        monkeypatch.setenv("TUTOR_DEVICE", "mps")
        assert (context.device_of_proofs, named.device_of_proofs) == ("mps", "cuda")


def test_doctor_tells_what_is_used_and_why_nothing_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    card, none = Device("cuda", "A Card 9000"), Device(why_not="this PyTorch is built for the CPU alone")
    monkeypatch.delenv("TUTOR_DEVICE", raising=False)

    async def behind_the_sandbox(_: Context) -> None:
        """There is no card here to be tried."""

    def told(found: Device, wish: str | None, sandbox: dict[str, object]) -> dict[str, object]:
        monkeypatch.setattr("tutor.runner.devices.find", lambda _: found)
        monkeypatch.setattr("tutor.commands.examination._device_used", behind_the_sandbox)
        with Context(device=wish) as context:
            return device(context, sandbox)

    assert told(none, None, CONFINED) == {
        "used": "cpu",
        "asked_for": "auto",
        "found": "cpu",
        "why_nothing_faster": "this PyTorch is built for the CPU alone",
    }
    assert told(card, None, CONFINED) == {"used": "cuda", "asked_for": "auto", "found": "cuda (A Card 9000)"}
    assert told(card, "cpu", CONFINED) == {"used": "cpu", "asked_for": "cpu", "found": "cuda (A Card 9000)"}
    without = told(card, None, UNLANDLOCKED)
    assert without["used"] == "cpu"
    assert "Landlock" in str(without["why_nothing_faster"])
    metal = told(Device("mps", "Apple's GPU"), None, {"rung": SANDBOX, "landlock_abi": 0})
    assert metal == {"used": "mps", "asked_for": "auto", "found": "mps (Apple's GPU)"}
    missing = told(none, "cuda", CONFINED)
    assert missing["used"] is None
    assert "there is no device cuda here" in str(missing["problems"])
