"""Which names the installed packages have, for completing them as they are typed. *Child side.*"""

from __future__ import annotations

from types import ModuleType
from typing import Any

from tutor.runner.docs import resolved


def main(job: Any) -> None:
    """Tell the public names of each of `job.data["of"]`: modules and classes, dotted from a module on.

    Frames: `table` with `of` and `names`, in the order of the alphabet; none for what isn't there.
    """
    for of in job.data["of"]:
        found, value = resolved(of)
        if found:
            job.send({"t": "table", "of": of, "names": public(value)})


def public(value: Any) -> list[str]:
    """The names of a module or class that are meant to be used from outside."""
    names = [name for name in dir(value) if not name.startswith("_")]
    if not isinstance(value, ModuleType):
        return names
    told = set(getattr(value, "__all__", ()))
    package = value.__name__.partition(".")[0]
    return [name for name in names if name in told or _belongs(getattr(value, name, None), package)]


def _belongs(value: Any, package: str) -> bool:
    """Whether `value` is of `package`, and not something that it has imported for itself."""
    home = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
    return home is None or (isinstance(home, str) and home.partition(".")[0] in (package, "builtins"))
