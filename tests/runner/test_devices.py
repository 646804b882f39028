"""Protects: the device is found without touching it, never taken for another, and its driver's threads are confined."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.runner.support import PROGRAMS, ROOT, frames, light_runner, source, task
from tutor.runner import devices, landlock, nodes
from tutor.runner.client import Runner, RunnerError
from tutor.runner.confine import Barrier
from tutor.runner.devices import AUTO, CPU, Device
from tutor.runner.ladder import BOTH
from tutor.runner.limits import address_space, set_limits
from tutor.runner.task import Limits

GPU = Device("cuda", "A Card 9000")


def torch_is_built(monkeypatch: pytest.MonkeyPatch, folder: Path, note: str) -> None:
    """From now on torch is a package in `folder` that notes `note` of how it was built, and ends whoever imports it."""
    package = folder / "torch"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('imported')\n")
    (package / "version.py").write_text(note)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "torch", raising=False)


@pytest.mark.parametrize(
    ("note", "for_cards"),
    [
        ("from typing import Optional\ncuda: Optional[str] = None\nhip: Optional[str] = None\n", False),
        ("cuda: Optional[str] = '12.8'\nhip: Optional[str] = None\n", True),
        ("cuda: Optional[str] = None\nhip: Optional[str] = '6.4'\n", True),
        ('cuda = "11.8"\n', True),
        ("__version__ = '2.13.0+cuda'\ncuda: Optional[str] = None\n", False),
    ],
)
def test_what_torch_was_built_for_is_read_and_torch_not_imported(note, for_cards, tmp_path, monkeypatch):
    torch_is_built(monkeypatch, tmp_path, note)
    monkeypatch.setattr(nodes, "may_have_card", lambda: True)
    monkeypatch.setattr(sys, "platform", "linux")
    at_once = devices.without_asking()
    if for_cards:
        assert at_once is None, "then torch itself has to be asked"
    else:
        assert at_once == Device(why_not="this PyTorch is built for the CPU alone")


def test_no_process_is_started_where_nothing_speaks_of_a_card(tmp_path, monkeypatch):
    torch_is_built(monkeypatch, tmp_path, "cuda = '12.8'\n")
    monkeypatch.setattr(nodes, "may_have_card", lambda: False)
    monkeypatch.setattr(sys, "platform", "linux")
    found = devices.find({}, python="/no/such/python")
    assert found == Device(why_not="no graphics card's driver is installed here")


def test_a_torch_that_cannot_be_read_has_to_be_asked(tmp_path):
    assert devices.built_for_cards(tmp_path / "version.py")
    (tmp_path / "version.py").write_bytes(b"\xff\xfe")
    assert devices.built_for_cards(tmp_path / "version.py")


def test_the_process_that_asks_answers_for_this_machine_in_one_line():
    """The real one, with the real torch: whatever it says, it is a device of ours, and it was tried."""
    call = "from tutor.runner.devices import main; import os; main(os.getppid())"
    asked = subprocess.run([sys.executable, "-c", call], capture_output=True, cwd=ROOT, check=True)
    (line,) = asked.stdout.splitlines()
    found = Device.from_json(json.loads(line))
    assert found.kind in ("cpu", "cuda", "mps")
    assert bool(found.why_not) is (found.kind == CPU)


@pytest.mark.parametrize(
    ("python", "why"),
    [
        ('#!/bin/sh\necho \'{"kind": "cuda", "name": "A Card 9000", "why_not": ""}\'', ""),
        ('#!/bin/sh\necho noise; echo \'{"kind": "cuda", "name": "A Card 9000", "why_not": ""}\'', ""),
        ("#!/bin/sh\necho 'ImportError: libcudnn is broken' >&2; exit 1", "failed: ImportError: libcudnn is broken"),
        ("#!/bin/sh\nexit 7", "failed: 7"),
        ("#!/bin/sh\necho '[]'", "failed"),
        ("#!/bin/sh\nexec tail -f /dev/null", "took more than 0.2 s"),
    ],
)
def test_whatever_becomes_of_asking_it_ends_in_a_device(python, why, tmp_path, monkeypatch):
    asked = tmp_path / "python"
    asked.write_text(python)
    asked.chmod(0o755)
    monkeypatch.setattr(devices, "without_asking", lambda: None)
    if "tail" in python:
        monkeypatch.setattr(devices, "SECONDS", 0.2)
    found = devices.find({}, python=str(asked))
    assert found == GPU if not why else (found.kind == CPU and why in found.why_not)
    assert "can't be started" in devices.find({}, python=str(tmp_path / "none")).why_not


def test_a_device_that_is_not_there_is_told_in_one_line_and_never_replaced():
    nothing = Device(why_not="this PyTorch is built for the CPU alone")
    assert devices.choose(AUTO, nothing) == nothing
    assert devices.choose(AUTO, GPU) == devices.choose("cuda", GPU) == GPU
    assert devices.choose(CPU, GPU) == Device()
    for wish, found, why in (("cuda", nothing, "built for the CPU alone"), ("mps", GPU, r"cuda \(A Card 9000\)")):
        with pytest.raises(ValueError, match=f"there is no device {wish} here: .*{why}") as raised:
            devices.choose(wish, found)
        assert "\n" not in str(raised.value)


def test_without_landlock_there_is_the_cpu_alone():
    assert devices.behind(True, GPU, AUTO) == GPU
    assert devices.behind(False, Device(), AUTO) == Device()
    fallen = devices.behind(False, GPU, AUTO)
    assert fallen.kind == CPU
    assert "Landlock" in fallen.why_not
    with pytest.raises(ValueError, match=r"cuda can't be used: .*Landlock"):
        devices.behind(False, GPU, "cuda")


def test_the_wish_is_the_arguments_else_the_environments_else_the_best(monkeypatch):
    monkeypatch.delenv("TUTOR_DEVICE", raising=False)
    assert devices.asked_for(None) == AUTO
    monkeypatch.setenv("TUTOR_DEVICE", "mps")
    assert devices.asked_for(None) == "mps"
    assert devices.asked_for(CPU) == CPU
    monkeypatch.setenv("TUTOR_DEVICE", "gpu")
    with pytest.raises(ValueError, match="TUTOR_DEVICE=gpu: no such device; it is one of cpu, auto, cuda, mps"):
        devices.asked_for(None)


def test_of_the_environment_only_what_speaks_of_devices_is_handed_on(monkeypatch, tmp_path):
    drivers, other = tmp_path / "drivers", tmp_path / "other"
    drivers.mkdir()
    other.mkdir()
    (drivers / "libcuda.so.1").touch()
    monkeypatch.setattr(os, "environ", {})
    assert devices.surroundings() == {}
    told = {"CUDA_VISIBLE_DEVICES": "1", "A_TOKEN": "secret", "LD_LIBRARY_PATH": f"{other}:{drivers}::.:/nowhere"}
    monkeypatch.setattr(os, "environ", told)
    assert devices.surroundings() == {"CUDA_VISIBLE_DEVICES": "1", "LD_LIBRARY_PATH": str(drivers)}


def test_the_nodes_are_a_cards_and_never_a_screens(tmp_path):
    cards = ("nvidia0", "nvidia12", "nvidiactl", "nvidia-uvm", "nvidia-uvm-tools")
    for name in (
        *cards,
        "nvidia-modeset",
        "null",
        "sda",
        "tty",
        "dri/card0",
        "dri/renderD128",
        "nvidia-caps/nvidia-cap1",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = {str(path.relative_to(tmp_path)) for path in nodes.device_nodes(tmp_path)}
    assert found == {*cards, "dri/renderD128", "nvidia-caps/nvidia-cap1"}
    assert nodes.may_have_card(tmp_path)


# Through a runner


@pytest.mark.asyncio(loop_scope="session")
async def test_the_runner_says_which_device_and_is_refused_one_that_is_not_there(monkeypatch):
    async with light_runner() as runner:
        assert runner.device is None, "not known yet"
        await runner.ready()
        assert runner.device == Device(), "the one that was asked for"
    monkeypatch.setenv("TUTOR_DEVICE", "gpu")
    async with light_runner(device=None) as runner:
        with pytest.raises(RunnerError, match="TUTOR_DEVICE=gpu: no such device"):
            await runner.ready()


@pytest.mark.asyncio(loop_scope="session")
async def test_a_named_device_that_is_missing_starts_no_host():
    if devices.find(devices.surroundings()).kind == "mps":
        pytest.skip("it is there")
    async with light_runner(device="mps") as runner:
        with pytest.raises(RunnerError, match="there is no device mps here: ") as raised:
            await runner.ready()
        assert "\n" not in str(raised.value)


@pytest.mark.asyncio(loop_scope="session")
async def test_what_was_found_is_kept_for_the_next_host():
    """The second host is told: it would otherwise be refused what nobody here has."""
    async with light_runner(births="fork", device=AUTO) as runner:
        await runner.ready()
        first = runner.device
        runner._settings["found"] = {"kind": "cpu", "name": "as it was told", "why_not": ""}
        runner._retire()
        await runner._host.over()
        await runner.run(source("pass"))
        assert first is not None
        assert runner.device == Device("cpu", "as it was told", "")


@pytest.mark.asyncio(loop_scope="session")
async def test_children_know_their_device_and_nothing_else_of_the_users():
    """On both ways of being born; here the CPU. What says which card is meant goes to those alone that use one."""
    for births in ("fork", "spawn"):
        async with light_runner(births=births) as runner:
            text = "from tutor.runner import place; import os; "
            text += "job.send({'t': 'is', 'cpu': place.is_cpu(), 'cards': os.environ.get('CUDA_VISIBLE_DEVICES')})"
            assert frames(await runner.run(source(text))) == [{"t": "is", "cpu": True, "cards": None}]


# A card that is played: no machine of ours has one. What stands for torch starts a thread and asks for what NVIDIA's
# driver asks for while it starts; so what is seen here is how such a driver is treated, not that a real one bears it.

PLAYED = """
import os, sys, threading, types

seen = {}
go = threading.Event()

def driver():
    go.wait()
    try:
        os.memfd_create("later")
        seen["the driver's thread"] = "free"
    except PermissionError:
        seen["the driver's thread"] = "bound"

class Tensor:
    shape = ()
    def __matmul__(self, other): return self
    def relu(self): return self
    def sum(self): return self
    def backward(self): seen["backward"] = True

def ones(*shape, device, requires_grad=False):
    BROKEN
    os.close(os.memfd_create("at first"))
    seen.update(device=device, cards=os.environ.get("CUDA_VISIBLE_DEVICES"), folder=os.getcwd())
    threading.Thread(target=driver, daemon=True).start()
    return Tensor()

class generator:
    manual_seed = lambda seed: seen.update(seed=seed)

cuda = types.SimpleNamespace(synchronize=lambda: seen.update(done=True), manual_seed=generator.manual_seed)
sys.modules["torch"] = types.SimpleNamespace(
    ones=ones, cuda=cuda, device=lambda kind: f"the {kind}", default_generator=generator)
"""
TELL = """if True:
    import resource, played, threading
    played.go.set()
    [thread.join() for thread in threading.enumerate() if thread is not threading.current_thread()]
    free = resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY
    job.send({"t": "seen", "free": free, **played.seen})
"""


def runner_with_played_card(folder: Path, broken: str = "pass", **settings: Any) -> Runner:
    """A runner that was told of a card."""
    (folder / "played.py").write_text(PLAYED.replace("BROKEN", broken))
    told: dict[str, Any] = {"preload": ["played", PROGRAMS], "search": [folder, ROOT], "device": AUTO, **settings}
    runner = light_runner(**told)
    runner._settings["found"] = GPU.as_json()
    return runner


@pytest.mark.asyncio(loop_scope="session")
async def test_with_a_card_children_are_started_and_make_their_context_within_the_barrier(tmp_path, monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "3")
    async with runner_with_played_card(tmp_path) as runner:
        await runner.ready()
        assert runner.device == GPU
        (seen,) = frames(await runner.run(source(TELL, seed=9)))
        folder = seen.pop("folder")
        assert seen == {
            "t": "seen",
            "device": "the cuda",
            "cards": "3",
            "backward": True,
            "done": True,
            "seed": 9,
            "the driver's thread": "bound",
            "free": resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY,
        }
        assert Path(folder).name.startswith("run-"), "its scratch folder, which Landlock leaves it, is there by then"
        again = await runner.run_pair(task("produce", count=2), task("consume"))
        assert [ended.reason for ended in again] == ["done", "done"]


@pytest.mark.asyncio(loop_scope="session")
async def test_a_card_that_cannot_be_used_confined_leaves_the_cpu_and_says_why(tmp_path):
    async with runner_with_played_card(tmp_path, "raise RuntimeError('CUDA error: OS call failed')") as runner:
        ended = await runner.run(task("echo"))
        assert ended.reason == "done", ended
        assert runner.device is not None
        assert runner.device.kind == CPU
        assert "CUDA error: OS call failed" in runner.device.why_not
        assert runner.confinement is not None
        assert runner.confinement.rung == BOTH
    async with runner_with_played_card(tmp_path, "raise RuntimeError('no')", device="cuda") as runner:
        with pytest.raises(RunnerError, match=r"cuda was found, but can't be used where answers are confined: .*no"):
            await runner.ready()


@pytest.mark.asyncio(loop_scope="session")
async def test_a_driver_that_kills_its_process_leaves_the_cpu(tmp_path):
    async with runner_with_played_card(tmp_path, "os.abort()") as runner:
        ended = await runner.run(task("echo"))
        assert ended.reason == "done", ended
        assert runner.device is not None
        assert "ended while it was being made ready" in runner.device.why_not


# Behind the barrier


def in_a_child(act: Callable[[], str]) -> str:
    """What `act` returns in a forked process."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        said = "nothing"
        try:
            said = act()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        finally:
            os.write(write, said.encode())
            os._exit(0)
    os.close(write)
    os.waitpid(pid, 0)
    with os.fdopen(read) as end:
        return end.read()


def test_threads_that_a_driver_starts_before_the_filter_are_bound_by_all_of_it(tmp_path):
    """Started between the halves, as a driver's are: neither files nor calls are left to them."""
    canary, scratch = tmp_path / "canary", tmp_path / "scratch"
    canary.write_text("not to be read")
    scratch.mkdir()
    barrier = Barrier((Path("/usr"),), landlock.version(), seccomp=True, devices=(Path("/dev/zero"),))

    def act() -> str:
        go, told = threading.Event(), []

        def driver() -> None:
            go.wait()
            for attempt in (canary.read_text, lambda: os.memfd_create("x"), lambda: os.kill(os.getppid(), 0)):
                try:
                    attempt()
                    told.append("did it")
                except OSError as error:
                    told.append(type(error).__name__)

        barrier.keep_files_apart(scratch)
        os.close(os.memfd_create("a driver needs one while it starts"))
        thread = threading.Thread(target=driver)
        thread.start()
        barrier.refuse_calls()
        go.set()
        thread.join()
        return " ".join(told)

    assert in_a_child(act) == "PermissionError PermissionError PermissionError"


def test_a_driver_may_name_its_threads_and_open_its_nodes_and_nothing_more(tmp_path):
    """Without the first it takes the machine for broken; here /dev/zero stands for a card."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()

    def act() -> str:
        Barrier((), landlock.version(), devices=(Path("/dev/zero"),)).keep_files_apart(scratch)
        (nodes.NAMED_THREADS / str(threading.get_native_id()) / "comm").write_text("driver")
        os.close(os.open("/dev/zero", os.O_RDWR))
        try:
            Path(f"/proc/{os.getppid()}/task/{os.getppid()}/comm").write_text("another's")
        except PermissionError:
            return "its own alone"
        return "anybody's"

    assert in_a_child(act) == "its own alone"


def test_a_barrier_tells_itself_to_a_child_that_is_started():
    barrier = Barrier((Path("/usr"), Path("/lib")), 6, True, Path("/root/of/it"), False, (Path("/dev/nvidia0"),))
    assert Barrier.from_json(json.loads(json.dumps(barrier.as_json()))) == barrier
    assert Barrier.from_json(Barrier().as_json()) == Barrier()


def test_address_space_is_bounded_only_where_it_is_asked():
    def bound(held: int | None) -> str:
        before = resource.getrlimit(resource.RLIMIT_AS)
        set_limits(Limits(), held)
        return str(resource.getrlimit(resource.RLIMIT_AS) != before)

    assert in_a_child(lambda: bound(address_space())) == "True"
    assert in_a_child(lambda: bound(None)) == "False"
