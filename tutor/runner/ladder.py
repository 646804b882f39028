"""*Any side.* Which confinement this machine allows, in words. The rungs, best first:

Landlock and seccomp; namespaces and seccomp; seccomp without any files; none, which is refused unless somebody asks for
it by name.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

BOTH = "landlock+seccomp"
NAMESPACES = "namespaces+seccomp"
FILELESS = "seccomp"
NONE = "none"
REFUSED = "refused"
# Those on which a stranger's code is run.
SAFE = (BOTH, NAMESPACES, FILELESS)
AT_MOST = "TUTOR_CONFINEMENT"  # the environment variable that names the best rung to be tried

_PROBE = (
    "import sys; sys.path.insert(0, sys.argv[1]); import tutor; del sys.path[0]; "
    "from tutor.runner.confine import main; main()"
)
_NO_LANDLOCK = {
    "ENOSYS": "this kernel has none: it came with Linux 5.13",
    "EOPNOTSUPP": "it is built into this kernel but not switched on; add landlock to the list lsm= at boot",
    "EPERM": "a container's own filter refuses it; a newer container runtime lets it through",
}
# The kernel's switches of user namespaces: by which value they are off, and which allows them.
SWITCHES = (
    ("kernel.apparmor_restrict_unprivileged_userns", "1", "0"),
    ("kernel.unprivileged_userns_clone", "0", "1"),
    ("user.max_user_namespaces", "0", "10000"),
)
_NOTICES = {
    NAMESPACES: "Answers are confined by namespaces here, for want of Landlock. `tutor doctor` tells more.",
    FILELESS: "Answers may open no files here: exercises that need some can't be judged. `tutor doctor` tells more.",
    NONE: "Nothing confines what runs here (--unsafe): it can do all that you can.",
}


@dataclass(frozen=True)
class Confinement:
    """What was tried, by doing, and what held.

    `rung` is one of `SAFE`, "none" (whoever runs this asked for it) or "refused". `landlock_abi` is 0 where Landlock
    doesn't hold, and namespaces are tried only then. `lacks` names what is missing for a better rung, each a line for a
    person.
    """

    rung: str
    landlock_abi: int = 0
    seccomp: bool = False
    namespaces: bool = False
    lacks: tuple[str, ...] = ()

    @property
    def safe(self) -> bool:
        """Whether a stranger's code may be run behind it."""
        return self.rung in SAFE

    @property
    def files(self) -> bool:
        """Whether what is run may use files of its own."""
        return self.rung != FILELESS

    @property
    def notice(self) -> str:
        """What a learner is to be told of it, in one line; "" for nothing."""
        return _NOTICES.get(self.rung, "")

    def unsafe(self) -> Confinement:
        """The same, for somebody who asked to go without what is missing."""
        return replace(self, rung=NONE) if self.rung == REFUSED else self

    def refusal(self) -> str:
        """Why nothing is run, in one line."""
        return f"this machine can't confine a program: {'; '.join(self.lacks)}. --unsafe runs it without"

    def as_json(self) -> dict[str, Any]:
        """For the wire and for `tutor doctor --json`."""
        return {
            "rung": self.rung,
            "landlock_abi": self.landlock_abi,
            "namespaces": self.namespaces,
            "seccomp": self.seccomp,
            "files": self.files,
            "lacks": list(self.lacks),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Confinement:
        """The other way round."""
        return cls(data["rung"], data["landlock_abi"], data["seccomp"], data["namespaces"], tuple(data["lacks"]))


@dataclass(frozen=True)
class Tried:
    """What came of trying one layer: `why_not` is "" where it holds."""

    why_not: str = ""

    @property
    def holds(self) -> bool:
        """Whether it may be relied on."""
        return not self.why_not


NOT_TRIED = Tried("it was not tried")
MASKED = Tried("masked, as was asked for")


def judge(abi: int, landlock: Tried, namespaces: Tried, seccomp: Tried, fileless: Tried) -> Confinement:
    """The rung on which a machine stands where these hold; `abi` is the version of Landlock that was tried."""
    lacks = []
    if not landlock.holds:
        lacks.append(f"it lacks Landlock: {_NO_LANDLOCK.get(landlock.why_not, landlock.why_not)}")
        if not namespaces.holds:
            lacks.append(f"it lacks user namespaces: {namespaces.why_not}{_how_to_get_namespaces(namespaces.why_not)}")
    if not seccomp.holds:
        processor = platform.machine() or "this processor"
        lacks.append(f"it lacks seccomp filters for {processor}: {seccomp.why_not}")
    rung = REFUSED
    if seccomp.holds:
        rungs = ((BOTH, landlock), (NAMESPACES, namespaces), (FILELESS, fileless))
        rung = next((name for name, tried in rungs if tried.holds), REFUSED)
    if rung == REFUSED and seccomp.holds:
        lacks.append(f"files can't be shut off: {fileless.why_not}")
    return Confinement(rung, abi if landlock.holds else 0, seccomp.holds, namespaces.holds, tuple(lacks))


def _how_to_get_namespaces(why_not: str) -> str:
    if why_not == MASKED.why_not:
        return ""
    for name, off, on in SWITCHES:
        if _switch(name) == off:
            return f"; `sudo sysctl {name}={on}` allows them"
    return "; in a container they are the container's to allow"


def _switch(name: str) -> str:
    try:
        return Path("/proc/sys", *name.split(".")).read_text().strip()
    except OSError:
        return ""


def probe(python: str = sys.executable) -> Confinement:
    """What holds on this machine, tried in a process of its own. Takes some 50 ms; raises OSError where none starts."""
    if not sys.platform.startswith("linux"):
        return Confinement(REFUSED, lacks=(f"confinement on {platform.system()} is not built yet",))
    folder = Path(__file__).resolve().parents[2]
    done = subprocess.run([python, "-I", "-c", _PROBE, str(folder)], capture_output=True, cwd="/", check=False)
    try:
        return Confinement.from_json(json.loads(done.stdout))
    except ValueError:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return Confinement(REFUSED, lacks=(f"trying it failed: {lines[-1] if lines else done.returncode}",))


def asked_for(at_most: str | None) -> str:
    """The best rung to be tried: `at_most`, else what the environment says, else the best there is.

    Raises ValueError, with one line, for a name that is no rung's.
    """
    wanted = at_most or os.environ.get(AT_MOST) or BOTH
    if wanted not in (*SAFE, REFUSED):
        raise ValueError(f"{AT_MOST}={wanted}: no such confinement; it is one of {', '.join((*SAFE, REFUSED))}")
    return wanted
