"""*Host side* and *child side.* macOS' `sandbox-exec`: what a child may do is said when it is started.

Written from documentation, of Apple's own and of others who confine programs by it, and never tried on a Mac. The
generator of profiles, the trial and the way a child is started are tested on Linux, with a stand-in for the command.

A profile is a list of rules of which the last that fits decides, and its paths are those without symbolic links. It
begins by refusing everything; Apple's own `system.sb` lets in what every program needs to start at all, save what it
leaves to whoever imports it. The interpreter
may be executed, since that is what the command does last; a child that executes it once more stays behind the same
profile, under the same number and limits. Forking is refused.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tutor
from tutor.language import _
from tutor.runner import readable as on_linux
from tutor.runner.ladder import REFUSED, SANDBOX, Confinement, Tried

_PACKAGE = Path(tutor.__file__).resolve().parent
TRIAL_WAIT = 30.0  # seconds for one interpreter to start and try a few things

_TRY = (
    "import sys; sys.path.insert(0, sys.argv[1]); import tutor; del sys.path[0]; "
    "from tutor.runner.jailbreak import main; main(sys.argv[2], sys.argv[3])"
)

# Where programs' own files lie, and no user's: what `system.sb` may leave out, and the usual package managers' folders.
_SYSTEM = (
    *("/System/Library", "/usr/lib", "/usr/share/zoneinfo", "/usr/share/locale", "/Library/Apple/System/Library"),
    *("/Library/Frameworks/Python.framework", "/Library/Developer/CommandLineTools/Library/Frameworks"),
    *(f"{prefix}/{part}" for prefix in ("/opt/homebrew", "/usr/local") for part in ("Cellar", "opt", "lib")),
    "/opt/local/lib",
)
_NODES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
_WRITABLE_NODES = ("/dev/null",)
# What `system.sb` lets everybody read, and is nobody's business here: who has an account; all of it by another name.
_REFUSED_AGAIN = (
    *("/private/etc/passwd", "/private/etc/master.passwd", "/private/etc/hosts", "/private/etc/services"),
    "/private/var/db/DarwinDirectory/local/recordStore.data",
)
_REFUSED_FOLDERS = ("/System/Volumes/Data", "/Library/Preferences", "/private/var/db/eligibilityd")
# What of the machine libraries ask for: processors, memory, versions. Never "kern.proc": others' programs and words.
_ASKED = (
    *("kern.argmax", "kern.iossupportversion", "kern.maxfilesperproc", "kern.ngroups", "kern.osproductversion"),
    *("kern.osrelease", "kern.ostype", "kern.osvariant_status", "kern.osversion", "kern.secure_kernel"),
    *("kern.usrstack64", "kern.version", "kern.willshutdown", "security.mac.lockdown_mode_state"),
    *("sysctl.name2oid", "sysctl.proc_cputype", "vm.loadavg"),
)
_ASKED_BELOW = ("hw.", "machdep.cpu.")
# How OpenMP's runtime finds out that it is there twice.
_OPENMP = r"^/__KMP_REGISTERED_LIB_[0-9]+(_[0-9]+)?$"
_NEVER_WRITTEN = ("file-link", "file-write-flags", "file-write-owner", "file-write-acl", "file-write-setugid")
_GPU_CLASSES = ("IOGPUDeviceUserClient", "AGXDeviceUserClient", "IOSurfaceRootUserClient")
_GPU_SERVICES = ("com.apple.MTLCompilerService",)


@dataclass(frozen=True)
class Sandbox:
    """How children are started behind the command at `path`. None may read what is `hidden`; `gpu` lets Metal in."""

    path: str
    hidden: tuple[Path, ...] = ()
    gpu: bool = False

    def command(self, command: Sequence[str], readable: Iterable[Path], scratch: Path) -> list[str]:
        """`command`, to be started so that it may read `readable` and write in `scratch`. Raises OSError."""
        try:
            rules = profile(readable, scratch, command[0], self.hidden, gpu=self.gpu)
        except ValueError as error:
            raise OSError(str(error)) from error
        return [self.path, "-p", rules, *command]

    def see_to_it(self, scratch: Path) -> None:
        """Raises OSError where the calling process isn't behind the profile made for `scratch`."""
        try:
            os.listdir(scratch.parent)  # noqa: PTH208 (nothing is wanted of it)
        except PermissionError:
            return
        raise OSError(_("the sandbox is not around this process"))

    def as_json(self) -> dict[str, Any]:
        """For a child, and its host."""
        return {"path": self.path, "hidden": [str(path) for path in self.hidden], "gpu": self.gpu}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Sandbox:
        """The other way round."""
        return cls(data["path"], tuple(map(Path, data["hidden"])), data["gpu"])


def profile(
    readable: Iterable[Path], scratch: Path, program: str, hidden: Iterable[Path] = (), *, gpu: bool = False
) -> str:
    """The rules for one child, in the language of sandbox profiles. Raises ValueError for a path it can't name."""
    reads = [real(path) for path in readable]
    home = real(scratch)
    programs = _programs(program)
    passed = {above for path in (*reads, home, _PACKAGE, *map(Path, programs)) for above in path.parents}
    folders = [_rule("subpath", str(path)) for path in reads if path.is_dir()]
    files = [_rule("literal", str(path)) for path in reads if not path.is_dir()]
    files += [_rule("literal", path) for path in (*programs, *_NODES, *_links((program, *reads)))]
    files += [_rule("literal", str(_PACKAGE.parent))]  # it is listed to find the program in it, and no more
    lines = [
        "(version 1)",
        "(deny default)",
        '(import "system.sb")',
        *_if_known("mach-bootstrap", "(allow mach-bootstrap)"),
        *_if_known("syscall-unix", "(allow syscall*)"),
        _allow("process-exec", [_rule("literal", path) for path in programs]),
        # These three are not among what (deny default) refuses. Who may ask of another process is told its environment.
        "(deny process-info*)",
        *_if_known("nvram*", "(deny nvram*)"),
        *_if_known("file-map-executable", "(deny file-map-executable)"),
        "(allow process-info* (target self))",
        "(allow signal (target self))",
        _allow("sysctl-read", [_rule("sysctl-name", name) for name in _ASKED]),
        _allow("sysctl-read", [_rule("sysctl-name-prefix", name) for name in _ASKED_BELOW]),
        f'(allow ipc-posix-shm (ipc-posix-name-regex #"{_OPENMP}"))',
        '(allow file-read* (literal "/"))',  # the loader lists it
        _allow("file-read-metadata", [_rule("literal", str(path)) for path in sorted(passed)]),
        _allow("file-read*", [*folders, *files]),
        *_if_known("file-map-executable", _allow("file-map-executable", [*folders, *files])),
        _allow("file-read* file-write*", [_rule("subpath", str(home))]),
        _allow("file-write-data", [_rule("literal", path) for path in _WRITABLE_NODES]),
    ]
    if gpu:
        lines += [
            _allow("iokit-open", [_rule("iokit-user-client-class", name) for name in _GPU_CLASSES]),
            _allow("mach-lookup", [_rule("global-name", name) for name in _GPU_SERVICES]),
        ]
    refused = [_rule("literal", path) for path in _REFUSED_AGAIN]
    refused += [_rule("subpath", str(path)) for path in (*_REFUSED_FOLDERS, *map(real, hidden))]
    # What was let in by others' rules is taken back; what decides is the last that fits.
    lines += [
        f"(deny file-read* file-write* {' '.join(refused)})",
        '(deny sysctl-read (sysctl-name "kern.procargs2"))',
        "(deny network*)",
        "(deny process-fork)",
        # Also in its own folder: no second name for a file that it may only read, and none that can't be wiped.
        *(rule for name in _NEVER_WRITTEN for rule in _if_known(name, f"(deny {name})")),
    ]
    return "\n".join(lines) + "\n"


def readable(search: Iterable[Path] = ()) -> tuple[Path, ...]:
    """What a child may read, save what is hidden: Python, its packages, this program, and `search`. It imports them."""
    known = [*on_linux.roots(), *(Path(path) for path in _SYSTEM), _PACKAGE, *search]
    known += [Path(sys.prefix) / "pyvenv.cfg", *_framework()]
    return tuple(dict.fromkeys(real(path) for path in known if path.exists() and _plain(path)))


def hidden(asked: Iterable[Path]) -> tuple[Path, ...]:
    """What none may read that lies where programs do: courses, this program's own among them, and copies of it."""
    others = on_linux.copies() - {_PACKAGE}
    return tuple(dict.fromkeys((*map(real, asked), _PACKAGE / "builtin", *sorted(others))))


def real(path: Path) -> Path:
    """The path by which macOS knows a file: without symbolic links, as far as it is there."""
    return Path(os.path.realpath(path))


def quoted(text: str) -> str:
    """A string in the language of profiles. Raises ValueError for one that holds a control character."""
    if any(ord(letter) < 32 or ord(letter) == 127 or 0xD800 <= ord(letter) < 0xE000 for letter in text):
        raise ValueError(_("a folder can't be named to the sandbox: {path}").format(path=repr(text)))
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def try_out(path: str, folder: Path, *, at_most: str = SANDBOX) -> Confinement:
    """What holds here, found by starting a throw-away child behind the command at `path` that then tries to get out.

    `folder` is a writable one; nothing stays in it.
    """
    if at_most == REFUSED:
        return Confinement(REFUSED, lacks=(_("sandbox-exec was not tried, as was asked for"),))
    tried = _tried(path, folder)
    if tried.holds:
        return Confinement(SANDBOX)
    return Confinement(REFUSED, lacks=(_("sandbox-exec does not hold here: {why}").format(why=tried.why_not),))


def _tried(path: str, folder: Path) -> Tried:
    inner, canary = folder / "inner", folder / "canary"
    inner.mkdir(exist_ok=True)  # a host that was ended in mid-trial left it
    canary.write_text("not to be read")
    try:
        program = [sys.executable, "-I", "-c", _TRY, str(_PACKAGE.parent), str(canary), str(inner)]
        command = Sandbox(path, hidden(())).command(program, readable(), inner)
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, cwd=folder, timeout=TRIAL_WAIT, check=False
        )
    except subprocess.TimeoutExpired:
        return Tried(_("trying it took more than {seconds} s and was given up").format(seconds=f"{TRIAL_WAIT:g}"))
    except OSError as error:
        return Tried(f"{path}: {error.strerror or error}")
    finally:
        for remove in (canary.unlink, inner.rmdir):
            try:
                remove()
            except OSError:  # what held nothing back may have left more; it goes with the scratch folder
                continue
    try:
        escapes = [_(what) for what in json.loads(done.stdout)["escapes"]]
    except (ValueError, KeyError, TypeError):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return Tried(_("the trial died: {why}").format(why=said[-1][:300] if said else done.returncode))
    return Tried(_("it was tried, and did not hold: {escapes}").format(escapes=", ".join(escapes)) if escapes else "")


def _allow(what: str, rules: Sequence[str]) -> str:
    return f"(allow {what} {' '.join(rules)})"


def _rule(kind: str, text: str) -> str:
    return f"({kind} {quoted(text)})"


def _if_known(operation: str, rule: str) -> list[str]:
    """A rule for what not every version of macOS has a name for; naming it there would be an error."""
    return [f"(if (defined? '{operation}) {rule})"]


def _programs(program: str) -> list[str]:
    """The interpreter by every name under which it is executed: that of Apple's kind of framework starts another."""
    names = [program, os.path.realpath(program), getattr(sys, "_base_executable", program)]
    inner = Path(sys.base_prefix) / "Resources" / "Python.app" / "Contents" / "MacOS" / "Python"
    names += [str(inner), os.path.realpath(inner)] if inner.exists() else []
    return list(dict.fromkeys(names))


def _links(paths: Iterable[str | Path]) -> list[str]:
    """The symbolic links on the ways to the interpreter and its libraries: whoever follows one by name reads it."""
    named = (*map(str, paths), sys.prefix, sys.base_prefix, *_SYSTEM)
    found = (str(link) for name in named for link, _ in on_linux.links_on_the_way(Path(name).absolute()))
    return list(dict.fromkeys(found))


def _framework() -> list[Path]:
    """What a Python that is a framework is made of, beside its library folder."""
    prefix = Path(sys.base_prefix)
    return [prefix / "Python", prefix / "Resources"] if (prefix / "Resources" / "Info.plist").exists() else []


def _plain(path: Path) -> bool:
    try:
        quoted(str(real(path)))
    except ValueError:
        return False
    return True
