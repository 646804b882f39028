"""Courses that pip installed: packages that name one in the entry point group `tutor.courses`. *Any side.*

An entry point's name is what `--course` takes. Its value is a package whose folder is the course (`my_course`, or a
folder in it, `my_course.data`), which is found without running any of its code; or a function that returns the folder
(`my_course:where`), which runs in a process of its own.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from tutor.course.document import visible
from tutor.course.faults import CourseError
from tutor.course.folder import LESSONS
from tutor.language import _

GROUP = "tutor.courses"
SECONDS = 20  # for a package's own function to say where its course is

_ASK = """
import importlib, json, os, sys
found = importlib.import_module(sys.argv[1])
for part in sys.argv[2].split("."):
    found = getattr(found, part)
print("\\n" + json.dumps(os.fspath(found() if callable(found) else found)))
"""


@dataclass(frozen=True)
class Installed:
    """One course that a package offers: its folder, or the problem that keeps it from being used."""

    name: str
    package: str
    root: Path | None
    problem: str = ""


def names() -> list[str]:
    """What installed courses are called, without looking for their folders."""
    return sorted({each.name for each in entry_points(group=GROUP)})


def installed() -> list[Installed]:
    """Every course that an installed package offers. One that can't be used says why; the others work."""
    return [_looked_up(each) for each in sorted(entry_points(group=GROUP), key=lambda one: (one.name, one.value))]


def root_of(name: str) -> Path:
    """The folder of the installed course `name`. Raises CourseError if there is none, two, or it is broken."""
    found = [each for each in entry_points(group=GROUP) if each.name == name]
    if not found:
        raise CourseError(
            _("there is no installed course `{name}`; see `tutor list --courses`").format(name=visible(name))
        )
    if len({each.value for each in found}) > 1:
        packages = " and ".join(sorted({_package(each) for each in found}))
        raise CourseError(
            _("two packages offer a course `{name}`: {packages}; uninstall one of them").format(
                name=visible(name), packages=packages
            )
        )
    course = _looked_up(found[0])
    if course.root is None:
        raise CourseError(course.problem)
    return course.root


def course_folders() -> list[Path]:
    """The folders of all courses that packages hold, for keeping them from whatever runs; none of their code is run.

    Where only a function knows the place, every folder in its package that has the form of a course is one.
    """
    found = []
    for entry in entry_points(group=GROUP):
        module, _colon, attribute = _parts(entry)
        try:
            places = _package_folders(module, "")
        except CourseError:
            continue
        if attribute:
            tops = _package_folders(module.partition(".")[0], "")
            places = [
                *tops,
                *(place for top in tops for pattern in ("*", "*/*") for place in sorted(top.glob(pattern))),
            ]
        found += [place for place in places if (place / LESSONS).is_dir()]
    return found


def _parts(entry: EntryPoint) -> tuple[str, str, str]:
    """An entry point's value as module, colon, attribute."""
    module, colon, attribute = entry.value.partition("[")[0].partition(":")
    return module.strip(), colon, attribute.strip()


def _looked_up(entry: EntryPoint) -> Installed:
    package = _package(entry)
    try:
        root = _folder(entry)
    except CourseError as error:
        problem = _("the course `{name}` of the package {package}: {error}").format(
            name=visible(entry.name), package=package, error=error
        )
        return Installed(entry.name, package, None, problem)
    return Installed(entry.name, package, root)


def _folder(entry: EntryPoint) -> Path:
    remedy = _("tell its author, or uninstall the package")
    module, _colon, attribute = _parts(entry)
    folders = [_asked(module, attribute, remedy)] if attribute else _package_folders(module, remedy)
    for folder in folders:
        if (folder / LESSONS).is_dir():
            return folder
    where = visible(str(folders[0])) if folders else _("`{module}`, which is no folder").format(module=visible(module))
    raise CourseError(_("holds no folder `lessons` in {where}; {remedy}").format(where=where, remedy=remedy))


def _package_folders(module: str, remedy: str) -> list[Path]:
    """The folders of a package. Only its outermost name is looked up, so none of its code runs."""
    top, *rest = module.split(".")
    try:
        spec = importlib.util.find_spec(top)
    except (ImportError, ValueError, AttributeError) as error:
        raise CourseError(
            _("can't be found ({error}); {remedy}").format(error=visible(str(error)), remedy=remedy)
        ) from None
    if spec is None:
        raise CourseError(_("the module `{top}` is not installed; {remedy}").format(top=visible(top), remedy=remedy))
    return [Path(each).joinpath(*rest) for each in spec.submodule_search_locations or ()]


def _asked(module: str, attribute: str, remedy: str) -> Path:
    """What a package's function says, asked in a process of its own: it may import anything, and fail in any way."""
    words = [sys.executable, "-P", "-c", _ASK, module, attribute]
    try:
        ran = subprocess.run(
            words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (subprocess.TimeoutExpired, OSError, ValueError):
        raise CourseError(
            _("does not say where it is within {n} seconds; {remedy}").format(n=SECONDS, remedy=remedy)
        ) from None
    told = ran.stderr.strip().splitlines()[-1:] or [_("it said nothing")]
    try:
        if ran.returncode != 0:
            raise ValueError
        said = json.loads(ran.stdout.strip().splitlines()[-1])
        if not isinstance(said, str):
            raise ValueError
    except (ValueError, IndexError):
        raise CourseError(
            _("does not say where it is ({told}); {remedy}").format(told=visible(told[0])[:200], remedy=remedy)
        ) from None
    return Path(said)


def _package(entry: EntryPoint) -> str:
    return visible(entry.dist.name) if entry.dist is not None else "unknown"
