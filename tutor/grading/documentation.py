"""What the installed packages say of their names, asked of a fresh confined child. *Screen side*: nothing heavy.

No text of the learner's is run for it, and this process imports none of the packages.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tutor.grading.programs import DOCS, NAMES
from tutor.language import _
from tutor.runner import wire
from tutor.runner.client import Runner
from tutor.runner.task import Limits, Task
from tutor.runner.text import safe

SECONDS = 30.0
MIB = 1 << 20
MOST_NAMES = 5_000  # of one module

# The modules and classes whose names are completed.
MODULES = (
    *("torch", "torch.nn", "torch.nn.functional", "torch.nn.init", "torch.nn.utils", "torch.linalg", "torch.optim"),
    *("torch.optim.lr_scheduler", "torch.autograd", "torch.autograd.functional", "torch.func", "torch.random"),
    *("torch.utils", "torch.utils.data", "torch.distributions", "torch.special", "torch.fft", "torch.testing"),
    *("numpy", "numpy.linalg", "numpy.random", "pandas", "matplotlib", "matplotlib.pyplot"),
    *("math", "random", "statistics", "itertools", "functools", "collections", "copy", "time", "json", "csv", "io"),
    *("string", "re", "operator", "dataclasses", "pathlib", "typing"),
)
CLASSES = (
    *("torch.Tensor", "torch.nn.Module", "torch.optim.Optimizer", "torch.Generator", "torch.device", "torch.Size"),
    *("numpy.ndarray", "numpy.random.Generator", "pandas.DataFrame", "pandas.Series", "pandas.Index"),
    *("matplotlib.axes.Axes", "matplotlib.figure.Figure"),
    *(f"builtins.{name}" for name in ("str", "list", "dict", "set", "tuple", "int", "float", "bytes")),
)
PACKAGES = ("tutor", "torch", "numpy", "pandas", "matplotlib")
FORMAT = 1


@dataclass(frozen=True)
class Documentation:
    """What is said of one name. `text` is a docstring as it was written; all of it is safe to show."""

    name: str  # whole: dotted from a module on, or a keyword
    kind: str  # function, method, class, attribute, module, value, keyword
    signatures: tuple[str, ...] = ()
    text: str = ""
    value: str = ""
    also: Documentation | None = None  # what the text refers to instead of saying it


@dataclass(frozen=True)
class Unknown:
    """None of the names asked for is there; `near` are whole names like them."""

    near: tuple[str, ...] = ()


class NotAnswered(Exception):
    """The child could not answer; the message is one line."""


async def look_up(runner: Runner, names: Sequence[str], otherwise: Sequence[str] = ()) -> Documentation | Unknown:
    """What is said of the first of `names` that is there; or names like one of them, or like one of `otherwise`.

    Raises NotAnswered.
    """
    for header in await _ask(runner, DOCS, {"names": list(names), "else": list(otherwise)}):
        if header.get("t") == "doc":
            return _documentation(header)
        if header.get("t") == "none":
            near = header.get("near")
            return Unknown(tuple(safe(str(one)) for one in (near if isinstance(near, list) else ()))[:20])
    raise NotAnswered(_("the installed packages could not be asked"))


async def name_tables(runner: Runner, cache: Path) -> Mapping[str, Sequence[str]]:
    """The names of MODULES and CLASSES, kept in the folder `cache` until other versions are installed.

    Raises NotAnswered.
    """
    file = cache / "names" / f"{fingerprint()}.json"
    kept = kept_tables(file)
    if kept is not None:
        return kept
    headers = await _ask(runner, NAMES, {"of": [*MODULES, *CLASSES]})
    told = [header for header in headers if header.get("t") == "table" and isinstance(header.get("of"), str)]
    tables = _tables({header["of"]: header.get("names") for header in told})
    if not tables:
        raise NotAnswered(_("the installed packages told no names"))
    if not {*MODULES, *CLASSES} <= set(tables):
        return tables  # what couldn't be imported this time may be there the next
    with contextlib.suppress(OSError):  # a cache that can't be written is no fault
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(tables, out)
        Path(written).replace(file)
    return tables


def kept_tables(file: Path) -> dict[str, list[str]] | None:
    """The tables in `file`, or None where none can be read there."""
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return _tables(kept) or None if isinstance(kept, dict) else None


def fingerprint() -> str:
    """What the names depend on, as hexadecimal digits: the versions of Python and of the packages."""
    made_of = [FORMAT, sys.version, *MODULES, *CLASSES, *(_version(name) for name in PACKAGES)]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:32]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _tables(found: Mapping[Any, Any]) -> dict[str, list[str]]:
    return {
        str(of): [str(name) for name in names[:MOST_NAMES] if isinstance(name, str) and name.isidentifier()]
        for of, names in found.items()
        if isinstance(of, str) and isinstance(names, list)
    }


async def _ask(runner: Runner, program: str, job: dict[str, Any]) -> list[dict[str, Any]]:
    ended = await runner.run(Task(program, job, Limits(wall=SECONDS, memory=1024 * MIB)))
    headers = list(wire.headers(ended.result))
    broke = next((header for header in headers if header.get("t") == "broke"), None)
    if broke is not None or ended.reason != "done":
        raise NotAnswered(safe(str(broke.get("message", ""))) if broke else ended.detail or ended.reason)
    return headers


def _documentation(header: dict[str, Any]) -> Documentation:
    also, signatures = header.get("also"), header.get("signatures")
    return Documentation(
        safe(str(header.get("name", ""))),
        safe(str(header.get("kind", ""))),
        tuple(safe(str(one)) for one in (signatures if isinstance(signatures, list) else ())),
        safe(str(header.get("text", ""))),
        safe(str(header.get("value", ""))),
        _documentation(also) if isinstance(also, dict) else None,
    )
