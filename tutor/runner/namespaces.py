"""*Host side* and *child side.* Namespaces in Landlock's place: a root folder of one's own that holds little.

The host leaves the machine's user, mount, network, IPC and name namespaces once (`leave`) and builds a root that holds
what children may read, all of it read-only (`build`). Each child takes a copy of that view, hangs its scratch folder
into it and forgets everything else (`enter`): no other path leads anywhere then.

There is no namespace of process numbers: it would take one more process for each run, numbers there would not be those
by which the screen's side watches and the host buries, and nothing would be gained. No /proc is in the new root, and
the filter of system calls lets no signal out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from tutor.runner import kernel

_NEW_MOUNTS = 0x0002_0000
_NEW_NAMES, _NEW_IPC, _NEW_USERS, _NEW_NETWORK = 0x0400_0000, 0x0800_0000, 0x1000_0000, 0x4000_0000

_READ_ONLY, _NO_SETUID, _NO_DEVICES, _NO_PROGRAMS = 1, 2, 4, 8
_REMOUNT, _BIND, _AND_BELOW, _PRIVATE, _SLAVE = 0x20, 0x1000, 0x4000, 1 << 18, 1 << 19
_STRICT_TIMES = 1 << 24
# What statvfs(3) says of a mount, and the mount flag of the same meaning. A mount that came from another owner keeps
# these: changing it without naming them again is refused.
# Python has names for these on Linux only, and this module is imported elsewhere too.
_ST_NOATIME, _ST_NODIRATIME, _ST_RELATIME = 1 << 10, 1 << 11, 1 << 12
_KEPT = {
    1: _READ_ONLY,
    2: _NO_SETUID,
    4: _NO_DEVICES,
    8: _NO_PROGRAMS,
    _ST_NOATIME: 1 << 10,
    _ST_NODIRATIME: 1 << 11,
    _ST_RELATIME: 1 << 21,
}
_TIMES = _ST_NOATIME | _ST_RELATIME
_CLOSED = 0o111  # a folder that can be passed but not listed


def leave() -> None:
    """Take the calling process, which must have one thread, out of the machine's namespaces, for good.

    It keeps its number and its user's, may mount within its own view, and sees every file as before. Raises OSError.
    """
    user, group = os.geteuid(), os.getegid()
    kernel.unshare(_NEW_USERS | _NEW_MOUNTS | _NEW_NETWORK | _NEW_IPC | _NEW_NAMES)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    # Nothing mounted here shows outside; what is unmounted outside is let go of here.
    kernel.mount("none", "/", None, _AND_BELOW | _SLAVE)


def build(root: Path, scratches: Path, readable: Iterable[Path], links: Mapping[Path, str]) -> None:
    """Make `root`, an empty folder, the root that children `enter`: `readable`, `links`, /dev/null and nothing else.

    `scratches` is the folder below which each child will have its scratch. Paths that aren't there are left out. To be
    called after `leave`. Raises OSError.
    """
    kernel.mount("tmpfs", str(root), "tmpfs", _NO_SETUID | _NO_DEVICES, "mode=755,size=4m")
    bound: set[Path] = set()
    for path in (*readable, Path(os.devnull)):
        # Below what is bound the folders are the machine's own: nothing may be made there, nor need it.
        if not bound & {path, *path.parents} and path.exists():
            _bind(path, _inside(root, path))
            bound.add(path)
    for link, target in links.items():
        place = _inside(root, link)
        if not bound & set(link.parents) and not os.path.lexists(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(target)
    _inside(root, scratches).mkdir(parents=True, exist_ok=True)
    for mounted in _mounts_below(root):
        device = Path(mounted).is_char_device()
        _restrict(mounted, _READ_ONLY | _NO_SETUID | (0 if device else _NO_DEVICES))
    kernel.mount("none", str(root), None, _AND_BELOW | _PRIVATE)


def enter(root: Path, scratch: Path) -> None:
    """See nothing from now on but what `build` put into `root`, and `scratch`, which alone may be written in.

    Raises OSError.
    """
    kernel.unshare(_NEW_MOUNTS)
    beside, mine = _inside(root, scratch.parent), _inside(root, scratch)
    kernel.mount("tmpfs", str(beside), "tmpfs", _NO_SETUID | _NO_DEVICES, "mode=755,size=4k")
    mine.mkdir(mode=0o700)
    _bind(scratch, mine)
    _restrict(str(mine), _NO_SETUID | _NO_DEVICES | _NO_PROGRAMS)
    beside.chmod(_CLOSED)
    _restrict(str(beside), _READ_ONLY | _NO_SETUID | _NO_DEVICES)
    os.chdir(root)
    kernel.pivot_root_here()
    os.chdir(scratch)


def _inside(root: Path, path: Path) -> Path:
    return root / path.relative_to("/")


def _bind(path: Path, place: Path) -> None:
    if path.is_dir():
        place.mkdir(parents=True, exist_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    # With all that is mounted below: the kernel lets nobody look beneath another owner's mounts.
    kernel.mount(str(path), str(place), None, _BIND | _AND_BELOW)


def _restrict(place: str, flags: int) -> None:
    known = os.statvfs(place).f_flag
    kept = sum(flag for said, flag in _KEPT.items() if known & said)
    times = 0 if known & _TIMES else _STRICT_TIMES
    kernel.mount("none", place, None, _REMOUNT | _BIND | kept | times | flags)


def _mounts_below(root: Path) -> list[str]:
    lines = Path("/proc/self/mountinfo").read_bytes().splitlines()
    places = (os.fsdecode(_unescaped(line.split()[4])) for line in lines)
    return [place for place in places if Path(place).is_relative_to(root)]


def _unescaped(name: bytes) -> bytes:
    return re.sub(rb"\\([0-7]{3})", lambda found: bytes([int(found[1], 8)]), name)
