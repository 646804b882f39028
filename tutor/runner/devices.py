"""*Any side.* Which device tensors are put on: what was asked for, and what this machine has. Imports nothing heavy.

To ask whether there is one may start its driver, after which a process can't be forked. So it is asked in a process of
its own (`main`), once a session; and not at all where PyTorch is built for the CPU alone or nothing on this machine
speaks of a graphics card.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tutor.language import _
from tutor.runner import nodes

CPU, AUTO = "cpu", "auto"
NAMES = (CPU, AUTO, "cuda", "mps")
CHOICE = "TUTOR_DEVICE"  # the environment variable that names the one wanted
SECONDS = 90.0  # for one process to import torch, from a slow disk, and to start a driver

# What a user may have set to say which of several cards is meant; children are told nothing else of the environment.
_WHICH = (
    *("CUDA_VISIBLE_DEVICES", "CUDA_DEVICE_ORDER", "NVIDIA_VISIBLE_DEVICES"),
    *("HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES", "HSA_OVERRIDE_GFX_VERSION"),
)
_BUILT_FOR = re.compile(r"""^(?:cuda|hip)\b[^=\n]*=\s*['"]""", re.MULTILINE)
_ASK = (
    "import sys; sys.path.insert(0, sys.argv[2]); import tutor; del sys.path[0]; "
    "from tutor.runner.devices import main; main(int(sys.argv[1]))"
)


@dataclass(frozen=True)
class Device:
    """Where tensors are put: `kind` is what torch calls it, `name` what its maker does ("" for the CPU).

    `why_not` says, of a CPU, why it is nothing faster; "" where nothing faster was asked for.
    """

    kind: str = CPU
    name: str = ""
    why_not: str = ""

    def as_json(self) -> dict[str, str]:
        """For the wire and for `tutor doctor --json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Device:
        """The other way round."""
        return cls(str(data["kind"]), str(data["name"]), str(data["why_not"]))


def asked_for(wish: str | None) -> str:
    """The device wanted: `wish`, else what the environment says, else the best there is.

    Raises ValueError, with one line, for a name that is no device's.
    """
    wanted = wish or os.environ.get(CHOICE) or AUTO
    if wanted not in NAMES:
        raise ValueError(
            _("{CHOICE}={wanted}: no such device; it is one of {NAMES}").format(
                CHOICE=CHOICE, wanted=wanted, NAMES=", ".join(NAMES)
            )
        )
    return wanted


def choose(wish: str, found: Device) -> Device:
    """The device to be used for `wish`, one of NAMES, where `found` is the best there is.

    Raises ValueError, with one line, where it isn't there.
    """
    if wish == CPU:
        return Device()
    if wish not in (AUTO, found.kind):
        why = found.why_not or _("what was found is {kind} ({name})").format(kind=found.kind, name=found.name)
        raise ValueError(
            _("there is no device {wish} here: {why}; --device auto takes the best there is").format(wish=wish, why=why)
        )
    return found


def behind(drivers: bool, device: Device, wish: str) -> Device:
    """`device`, or the CPU where no `drivers` can be started: where neither Landlock confines nor macOS' sandbox.

    Raises ValueError, with one line, if the device was named.
    """
    if device.kind == CPU or drivers:
        return device
    why = _("{kind} is there, but can be confined only by Landlock, which doesn't hold here").format(kind=device.kind)
    if wish == device.kind:
        raise ValueError(_("{wish} can't be used: {why}; --device auto goes without").format(wish=wish, why=why))
    return Device(why_not=why)


def find(surroundings: Mapping[str, str], python: str = sys.executable) -> Device:
    """The best device of this machine, told by a process that has used it. Never raises; takes seconds if it asks."""
    at_once = without_asking()
    if at_once is not None:
        return at_once
    folder = Path(__file__).resolve().parents[2]
    try:
        asked = subprocess.run(
            [python, "-I", "-c", _ASK, str(os.getpid()), str(folder)],
            env={"PATH": "/usr/bin:/bin", "HOME": os.environ.get("HOME", "/"), **surroundings},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd="/",
            timeout=SECONDS,
            check=False,
        )
        return Device.from_json(json.loads(asked.stdout.splitlines()[-1]))
    except subprocess.TimeoutExpired:
        return Device(
            why_not=_("looking for another took more than {SECONDS:g} s and was given up").format(SECONDS=SECONDS)
        )
    except OSError as error:
        return Device(
            why_not=_("the process that looks for another can't be started: {strerror}").format(
                strerror=error.strerror or error
            )
        )
    except (ValueError, IndexError, KeyError, TypeError):
        said = asked.stderr.decode("utf-8", "replace").strip().splitlines()
        return Device(
            why_not=_("the process that looks for another failed: {said}").format(
                said=said[-1] if said else asked.returncode
            )
        )


def without_asking() -> Device | None:
    """The CPU, where nothing else can be there; None where torch itself must be asked."""
    spec = importlib.util.find_spec("torch")  # found, not imported
    if spec is None or spec.origin is None:
        return Device(why_not=_("PyTorch is not installed"))
    if sys.platform == "darwin":
        return None
    if not built_for_cards(Path(spec.origin).with_name("version.py")):
        return Device(why_not=_("this PyTorch is built for the CPU alone"))
    if sys.platform.startswith("linux") and not nodes.may_have_card():
        return Device(why_not=_("no graphics card's driver is installed here"))
    return None


def built_for_cards(version_file: Path) -> bool:
    """Whether a torch can use graphics cards, by what it notes of how it was built; one that can't be read may."""
    try:
        return _BUILT_FOR.search(version_file.read_text("utf-8")) is not None
    except (OSError, ValueError):
        return True


def surroundings() -> dict[str, str]:
    """What the user's environment says of devices, for the processes that use them."""
    told = {name: os.environ[name] for name in _WHICH if name in os.environ}
    if folders := nodes.driver_folders(os.environ.get("LD_LIBRARY_PATH", "")):
        told["LD_LIBRARY_PATH"] = ":".join(map(str, folders))
    return told


def main(parent: int) -> None:
    """Be the process that asks: print one line of JSON. Ends with the process `parent`."""
    if sys.platform.startswith("linux"):
        from tutor.runner import kernel

        kernel.die_with_parent(parent)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = _tried()
    if found.kind == CPU and caught:
        found = Device(why_not=str(caught[-1].message).splitlines()[0][:300])
    print(json.dumps(found.as_json()), flush=True)


def _tried() -> Device:
    """What torch finds here, if a tensor can be computed with there."""
    import torch

    kind = _accelerator(torch)
    if kind is None:
        return Device(why_not=_("PyTorch finds none that it can use"))
    if kind not in NAMES:
        return Device(
            why_not=_("what PyTorch finds is {kind}, which this program doesn't know how to confine").format(kind=kind)
        )
    try:
        ones = torch.ones(2, device=kind)
        if (ones + ones).sum().item() != 4:
            return Device(why_not=_("{kind} was tried and computes wrongly").format(kind=kind))
        name = torch.cuda.get_device_name(0) if kind == "cuda" else "Apple's GPU"
    except Exception as error:
        said = (str(error) or type(error).__name__).splitlines()[0]
        return Device(why_not=_("{kind} was tried and failed: {said}").format(kind=kind, said=said[:300]))
    return Device(kind, name)


def _accelerator(torch: Any) -> str | None:
    if hasattr(torch, "accelerator"):  # since torch 2.6
        if not torch.accelerator.is_available():
            return None
        return str(torch.accelerator.current_accelerator().type)
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else None
