"""*Host side.* Which files a child may read: what Python and its packages are made of, and nothing of anybody's own.

Landlock knows no refusing below a folder that is granted. So where something to be hidden lies below such a folder (the
built-in course, which a wheel carries inside the package), its neighbours are granted one by one.
"""

from __future__ import annotations

import os
import pwd
import sys
import sysconfig
import zoneinfo
from collections.abc import Iterable, Iterator
from pathlib import Path

import tutor

SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/share/zoneinfo", "/sys/devices/system/cpu")
FILES = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/dev/urandom",
    "/dev/random",
    "/dev/zero",
    "/proc/cpuinfo",
    "/proc/meminfo",
)

_MOST_LINKS = 40  # as many as the kernel follows


def readable(hidden: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Paths that cover all a child needs, and neither `hidden` nor this program's own folder (imported by then).

    Nor a second copy of the program, as where a checkout runs in an environment that has it installed: that
    holds a course too.
    """
    covered = {*copies(), *(path.resolve() for path in hidden)}
    granted = [path for root in roots() for path in around(root, covered)]
    return (*dict.fromkeys(granted), *map(Path, FILES))


def copies() -> set[Path]:
    """Where this program lies: the one that runs, and any other that an interpreter here would find. Resolved."""
    places = {Path(tutor.__file__).parent.parent, *map(Path, sys.path), *map(Path, sysconfig.get_paths().values())}
    found = (path for place in places for path in (place / "tutor", *place.glob("tutor-*.dist-info")))
    return {path.resolve() for path in found if path.is_dir()}


def around(root: Path, hidden: Iterable[Path]) -> list[Path]:
    """`root`, or where something hidden lies inside it, everything beside the ways to that. Paths must be resolved."""
    inside = [path for path in hidden if path.is_relative_to(root)]
    if not inside:
        return [] if any(root.is_relative_to(path) for path in hidden) else [root]
    if root in inside:
        return []
    try:
        entries = sorted(root.iterdir())
    except OSError:
        return []
    # A link is not followed: where it leads is either granted for its own sake or nobody's business.
    return [path for entry in entries if not entry.is_symlink() for path in around(entry, inside)]


def links() -> dict[Path, str]:
    """The symbolic links on the ways to what is readable, by the names under which Python and the loader know it."""
    return {link: target for name in _named() for link, target in links_on_the_way(Path(name))}


def links_on_the_way(path: Path) -> Iterator[tuple[Path, str]]:
    """Each symbolic link that is passed on the way to `path`, an absolute one, with what it says."""
    here, ahead, passed = Path("/"), list(path.parts[1:]), 0
    while ahead and passed < _MOST_LINKS:
        name = ahead.pop(0)
        step = here.parent if name == ".." else here / name
        if not step.is_symlink():
            here = step
            continue
        target = str(step.readlink())
        yield step, target
        passed += 1
        here = Path("/") if target.startswith("/") else here
        ahead[:0] = [part for part in target.split("/") if part not in ("", ".")]


def roots() -> list[Path]:
    """What Python and its packages are made of: resolved folders, none inside another."""
    found = sorted({Path(path).resolve() for path in _named() if Path(path).exists()})
    return [path for path in found if not any(path != other and path.is_relative_to(other) for other in found)]


def _named() -> list[str]:
    known = sysconfig.get_paths()
    named = [known[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    named += [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages", "lib-dynload")]
    return [*named, *SYSTEM, *zoneinfo.TZPATH, *_libraries()]


def _libraries() -> list[str]:
    """The folder of shared libraries that came with the interpreter, where it has one of its own (as conda's has)."""
    prefix = Path(sys.base_prefix).resolve()
    return [] if prefix in (Path("/"), _home()) else [str(prefix / "lib")]


def _home() -> Path | None:
    """The user's own home, whatever HOME says: to the host it says something else."""
    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir).resolve()
    except KeyError:
        return None
