"""*Any side.* Which confinement this machine allows, in words. The rungs, best first:

Landlock and seccomp; namespaces and seccomp; seccomp without any files; none, which is refused unless somebody asks for
it by name. On macOS there is one above the last: `sandbox-exec`.
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

from tutor.language import _, later_

BOTH = "landlock+seccomp"
NAMESPACES = "namespaces+seccomp"
FILELESS = "seccomp"
SANDBOX = "sandbox-exec"
NONE = "none"
REFUSED = "refused"
# Those on which a stranger's code is run: Linux's, and macOS' one.
SAFE = (BOTH, NAMESPACES, FILELESS)
SAFE_ON_MACOS = (SANDBOX,)
AT_MOST = "TUTOR_CONFINEMENT"  # the environment variable that names the best rung to be tried

_PROBE = (
    "import sys; sys.path.insert(0, sys.argv[1]); import tutor; del sys.path[0]; "
    "from tutor.runner.confine import main; main()"
)
_NO_LANDLOCK = {
    "ENOSYS": later_("this kernel has none: it came with Linux 5.13"),
    "EOPNOTSUPP": later_("it is built into this kernel but not switched on; add landlock to the list lsm= at boot"),
    "EPERM": later_("a container's own filter refuses it; a newer container runtime lets it through"),
}
# The kernel's switches of user namespaces: by which value they are off, and which allows them.
SWITCHES = (
    ("kernel.apparmor_restrict_unprivileged_userns", "1", "0"),
    ("kernel.unprivileged_userns_clone", "0", "1"),
    ("user.max_user_namespaces", "0", "10000"),
)
_NOTICES = {
    NAMESPACES: later_("Answers are confined by namespaces here, for want of Landlock. `tutor doctor` tells more."),
    SANDBOX: later_("Confined by sandbox-exec: never tried on a Mac. See `tutor doctor`."),
    FILELESS: later_(
        "Answers may open no files here: exercises that need some can't be judged. `tutor doctor` tells more."
    ),
    NONE: later_("Nothing confines what runs here (--unsafe): it can do all that you can."),
}


@dataclass(frozen=True)
class Confinement:
    """What was tried, by doing, and what held.

    `rung` is one of `SAFE` or `SAFE_ON_MACOS`, "none" (whoever runs this asked for it) or "refused". `landlock_abi` is
    0 where Landlock doesn't hold, and namespaces are tried only then. `lacks` names what is missing for a better rung,
    each a line for a person.
    """

    rung: str
    landlock_abi: int = 0
    seccomp: bool = False
    namespaces: bool = False
    lacks: tuple[str, ...] = ()

    @property
    def safe(self) -> bool:
        """Whether a stranger's code may be run behind it."""
        return self.rung in (*SAFE, *SAFE_ON_MACOS)

    @property
    def from_birth(self) -> bool:
        """Whether it is put around a child from outside, as that is started."""
        return self.rung == SANDBOX

    @property
    def drivers(self) -> bool:
        """Whether a child may start a graphics card's driver behind it."""
        return self.landlock_abi > 0 or self.rung == SANDBOX

    @property
    def files(self) -> bool:
        """Whether what is run may use files of its own."""
        return self.rung != FILELESS

    @property
    def notice(self) -> str:
        """What a learner is to be told of it, in one line; "" for nothing."""
        return _(_NOTICES.get(self.rung, ""))

    def unsafe(self) -> Confinement:
        """The same, for somebody who asked to go without what is missing."""
        return replace(self, rung=NONE) if self.rung == REFUSED else self

    def refusal(self) -> str:
        """Why nothing is run, in one line."""
        return _("this machine can't confine a program: {lacks}. --unsafe runs it without").format(
            lacks="; ".join(self.lacks)
        )

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


NOT_TRIED = Tried(_("it was not tried"))
MASKED = Tried(_("masked, as was asked for"))


def judge(abi: int, landlock: Tried, namespaces: Tried, seccomp: Tried, fileless: Tried) -> Confinement:
    """The rung on which a machine stands where these hold; `abi` is the version of Landlock that was tried."""
    lacks = []
    if not landlock.holds:
        lacks.append(
            _("it lacks Landlock: {why_not}").format(why_not=_(_NO_LANDLOCK.get(landlock.why_not, landlock.why_not)))
        )
        if not namespaces.holds:
            lacks.append(
                _("it lacks user namespaces: {why_not}{why_not_2}").format(
                    why_not=namespaces.why_not, why_not_2=_how_to_get_namespaces(namespaces.why_not)
                )
            )
    if not seccomp.holds:
        processor = platform.machine() or _("this processor")
        lacks.append(
            _("it lacks seccomp filters for {processor}: {why_not}").format(
                processor=processor, why_not=seccomp.why_not
            )
        )
    rung = REFUSED
    if seccomp.holds:
        rungs = ((BOTH, landlock), (NAMESPACES, namespaces), (FILELESS, fileless))
        rung = next((name for name, tried in rungs if tried.holds), REFUSED)
    if rung == REFUSED and seccomp.holds:
        lacks.append(_("files can't be shut off: {why_not}").format(why_not=fileless.why_not))
    return Confinement(rung, abi if landlock.holds else 0, seccomp.holds, namespaces.holds, tuple(lacks))


def _how_to_get_namespaces(why_not: str) -> str:
    if why_not == MASKED.why_not:
        return ""
    for name, off, on in SWITCHES:
        if _switch(name) == off:
            return _("; `sudo sysctl {name}={on}` allows them").format(name=name, on=on)
    return _("; in a container they are the container's to allow")


def _switch(name: str) -> str:
    try:
        return Path("/proc/sys", *name.split(".")).read_text().strip()
    except OSError:
        return ""


def probe(python: str = sys.executable) -> Confinement:
    """What holds on this machine, tried in a process of its own. Takes some 50 ms; raises OSError where none starts."""
    if not sys.platform.startswith("linux") and not sandbox_exec():
        return nowhere()
    folder = Path(__file__).resolve().parents[2]
    done = subprocess.run([python, "-I", "-c", _PROBE, str(folder)], capture_output=True, cwd="/", check=False)
    try:
        return Confinement.from_json(json.loads(done.stdout))
    except ValueError:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return Confinement(
            REFUSED, lacks=(_("trying it failed: {lines}").format(lines=lines[-1] if lines else done.returncode),)
        )


def asked_for(at_most: str | None) -> str:
    """The best rung to be tried: `at_most`, else what the environment says, else the best there is.

    Raises ValueError, with one line, for a name that is no rung's.
    """
    rungs = (*(SAFE_ON_MACOS if sandbox_exec() else SAFE), REFUSED)
    wanted = at_most or os.environ.get(AT_MOST) or rungs[0]
    if wanted not in rungs:
        raise ValueError(f"{AT_MOST}={wanted}: no such confinement; it is one of {', '.join(rungs)}")
    return wanted


def sandbox_exec() -> str:
    """Where macOS keeps the command that confines; "" on other systems. Whether it is there is found by trying it."""
    return "/usr/bin/sandbox-exec" if sys.platform == "darwin" else ""


def nowhere() -> Confinement:
    """For a system that this program knows no confinement of."""
    return Confinement(REFUSED, lacks=(_("confinement on {system} is not built").format(system=platform.system()),))
