"""What `tutor doctor` looks at. Each function gives findings, and under `problems` what to mend. *Screen side.*

Torch is never imported here: a process of its own is asked.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from importlib.metadata import PackageNotFoundError, requires, version
from typing import TYPE_CHECKING, Any

from tutor.commands.faults import UserFault
from tutor.language import _, current

if TYPE_CHECKING:
    from tutor.commands.context import Context
    from tutor.runner.devices import Device

TORCH_SECONDS = 120  # a first import from a cold disk can take most of a minute

_ASK_TORCH = """
import json, torch
print(json.dumps({"imports": torch.__version__, "threads": torch.get_num_threads()}))
"""


def python() -> dict[str, Any]:
    """The interpreter and the machine."""
    return {
        "version": platform.python_version(),
        "executable": sys.executable,
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
    }


def packages() -> dict[str, Any]:
    """The versions of what the program stands on, as installed."""
    found: dict[str, Any] = {}
    problems = []
    for name in ["tutor", *_required()]:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
            problems.append(_("{name} is not installed; install tutor again with pip").format(name=name))
    return {**found, "problems": problems}


def torch() -> dict[str, Any]:
    """What torch says of itself."""
    try:
        asked = subprocess.run(
            [sys.executable, "-P", "-c", _ASK_TORCH], capture_output=True, text=True, timeout=TORCH_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return {
            "imports": None,
            "problems": [_("importing torch takes more than {seconds} seconds").format(seconds=TORCH_SECONDS)],
        }
    try:
        found: dict[str, Any] = json.loads(asked.stdout)
    except ValueError:
        last = asked.stderr.strip().splitlines()[-1:] or [_("it said nothing")]
        return {
            "imports": None,
            "problems": [_("torch can't be imported ({last}); install tutor again with pip").format(last=last[0])],
        }
    return found


def sandbox(context: Context) -> dict[str, Any]:
    """How answers are confined here, found out by confining."""
    try:
        return asyncio.run(_confinement(context))
    except UserFault as fault:
        return {"rung": "refused", "problems": [str(fault)]}


def device(context: Context, sandbox: dict[str, Any]) -> dict[str, Any]:
    """The device this machine has, the one asked for, and the one that tensors are put on behind `sandbox`."""
    from tutor.runner import devices, ladder

    try:
        wish = devices.asked_for(context.device)
        found = devices.find(devices.surroundings())
        drivers = bool(sandbox.get("landlock_abi")) or sandbox["rung"] in (ladder.NONE, ladder.SANDBOX)
        used = devices.behind(drivers, devices.choose(wish, found), wish)
    except ValueError as error:
        return {"used": None, "problems": [str(error)]}
    if used.kind != devices.CPU:  # found is not yet used: that is tried out behind the sandbox
        try:
            used = asyncio.run(_device_used(context)) or used
        except UserFault as fault:
            return {"used": None, "found": f"{found.kind} ({found.name})", "problems": [str(fault)]}
    why_not = used.why_not or found.why_not
    return {
        "used": used.kind,
        "asked_for": wish,
        "found": f"{found.kind} ({found.name})" if found.name else found.kind,
        **({"why_nothing_faster": why_not} if why_not else {}),
    }


async def _device_used(context: Context) -> Device | None:
    async with context.runner() as runner:
        return runner.device


async def _confinement(context: Context) -> dict[str, Any]:
    async with context.runner(device="cpu") as runner:
        await runner.ready()
        confinement = runner.confinement
    if confinement is None:
        return {"rung": "unknown", "problems": [_("the runner did not say how it confines")]}
    what = confinement.notice.removesuffix(_("`tutor doctor` tells more.")).rstrip()
    problems = [] if confinement.safe and confinement.files else [what, *confinement.lacks]
    finding = {**confinement.as_json(), "problems": problems}
    if confinement.from_birth:
        finding["note"] = _("written from Apple's documentation and never tried on a Mac: please tell us how it goes")
    return finding


def terminal() -> dict[str, Any]:
    """What the screen will be drawn on."""
    size = shutil.get_terminal_size()
    encoding = (getattr(sys.stdout, "encoding", None) or "unknown").lower()
    return {
        "is_one": sys.stdin.isatty() and sys.stdout.isatty(),
        "term": os.environ.get("TERM"),
        "colours": _colours(),
        "size": f"{size.columns}x{size.lines}",
        "encoding": encoding,
        "over_ssh": bool(os.environ.get("SSH_CONNECTION")),
        "multiplexer": "tmux" if os.environ.get("TMUX") else "screen" if os.environ.get("STY") else None,
    }


def course(context: Context) -> dict[str, Any]:
    """The course in use and what is wrong in its files."""
    from tutor.course.loader import title_of

    try:
        loaded = context.whole_course
    except UserFault as fault:
        return {"root": None, "problems": [str(fault)]}
    broken = [lesson for lesson in loaded.lessons() if lesson.broken]
    return {
        "root": str(context.root),
        "title": title_of(loaded.root, current()),
        "chapters": len(loaded.chapters),
        "lessons": sum(1 for _ in loaded.lessons()),
        "exercises": sum(1 for _ in loaded.exercises()),
        "faults": len(loaded.faults),
        "problems": [
            _("the lesson {address} is broken: {broken}").format(address=lesson.address, broken=lesson.broken[0])
            for lesson in broken
        ],
    }


def progress(context: Context) -> dict[str, Any]:
    """The progress file, and whether it is sound."""
    from tutor.progress.faults import ProgressError
    from tutor.progress.migrations import STEPS
    from tutor.progress.places import progress_file

    path = progress_file()
    found: dict[str, Any] = {"file": str(path)}
    try:
        store = context.kept_store()
        faults, journal, copied_at = store.faults(), store.journal(), store.copied_at()
    except (ProgressError, UserFault) as error:
        return {**found, "ok": False, "problems": [str(error)]}
    return {
        **found,
        "version": len(STEPS),
        "bytes": path.stat().st_size,
        "ok": not faults,
        "journal": journal,
        "copy": None if copied_at is None else datetime.fromtimestamp(copied_at).strftime("%Y-%m-%d %H:%M"),
        "problems": [f"{path}: {fault}" for fault in faults],
    }


def folders() -> dict[str, Any]:
    """Where the rest is kept."""
    from tutor.progress import places

    return {
        "data": str(places.data_folder()),
        "config": str(places.config_folder()),
        "cache": str(places.cache_folder()),
        "log": str(places.state_folder() / "tutor.log"),
        "temporary": tempfile.gettempdir(),
    }


def _required() -> list[str]:
    """The names of the packages that tutor asks for, its extras left out."""
    asked = [line for line in requires("tutor") or [] if "extra ==" not in line]
    return [line.split(";")[0].strip().rstrip("0123456789.,<>=!~* ") for line in asked]


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return _("none (NO_COLOR is set)")
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return _("16 million")
    return "256" if "256" in os.environ.get("TERM", "") else "16"
