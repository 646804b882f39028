"""*Any side.* Which confinement this machine allows, in words. The rungs, best first:

Landlock and seccomp; namespaces and seccomp (not built yet); seccomp without files (not built yet); none, which is
refused unless somebody asks for it by name.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

BOTH = "landlock+seccomp"
NONE = "none"
REFUSED = "refused"

_PROBE = (
    "import sys; sys.path.insert(0, sys.argv[1]); import tutor; del sys.path[0]; "
    "from tutor.runner.confine import main; main()"
)


@dataclass(frozen=True)
class Confinement:
    """What was tried, by doing, and what held.

    `rung` is "landlock+seccomp", "none" (whoever runs this asked for it) or "refused". `landlock_abi` is 0 where
    Landlock doesn't hold. `lacks` names what is missing, each a line for a person.
    """

    rung: str
    landlock_abi: int = 0
    seccomp: bool = False
    lacks: tuple[str, ...] = ()

    @property
    def safe(self) -> bool:
        """Whether a stranger's code may be run behind it."""
        return self.rung == BOTH

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
            "seccomp": self.seccomp,
            "lacks": list(self.lacks),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Confinement:
        """The other way round."""
        return cls(data["rung"], data["landlock_abi"], data["seccomp"], tuple(data["lacks"]))


def judge(landlock_abi: int, seccomp: bool) -> Confinement:
    """The rung on which a machine stands where these hold."""
    lacks = []
    if not landlock_abi:
        lacks.append(
            "it lacks Landlock (Linux 5.13 or later, switched on), and namespaces in its place are not built yet"
        )
    if not seccomp:
        lacks.append(f"it lacks seccomp filters for {platform.machine() or 'this processor'}")
    return Confinement(REFUSED if lacks else BOTH, landlock_abi, seccomp, tuple(lacks))


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
