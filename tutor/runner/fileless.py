"""*Child side* (and the host's). Running where no file can be kept apart from any other, so that none can be opened.

A filter of system calls sees no paths. Without Landlock and without namespaces it refuses them all. What a program may
import has been imported by then; one that asks for a file is ended, and told as what can't be judged here: that is the
machine's lack and not the program's fault.
"""

from __future__ import annotations

import contextlib
import importlib
import linecache
import os
import sys
from collections.abc import Callable
from typing import Any

STATUS = 96  # of a child that asked for a file

# What short programs import, beyond what torch, numpy and pandas have brought in.
_COMMON = (
    *("array", "bisect", "calendar", "cmath", "collections", "colorsys", "contextlib", "copy", "csv", "dataclasses"),
    *("datetime", "decimal", "enum", "fractions", "functools", "gc", "hashlib", "heapq", "inspect", "io", "itertools"),
    *("json", "math", "numbers", "operator", "pathlib", "pickle", "pprint", "queue", "random", "re", "statistics"),
    *("string", "struct", "tempfile", "textwrap", "threading", "time", "timeit", "traceback", "types", "typing"),
    *("unicodedata", "warnings", "weakref", "encodings.idna"),
)
# What these packages import only when it is first used.
_LAZY = {
    "numpy": ("numpy.testing",),
    "pandas": ("pandas.io.formats.csvs", "pandas.io.formats.string", "pandas.io.parsers"),
    "torch": (
        *("torch._decomp.decompositions_for_jvp", "torch._subclasses.schema_check_mode"),
        *("torch.profiler._cupti_monitor", "torch.testing"),
    ),
    "matplotlib": ("contourpy", "matplotlib.backends.backend_agg"),
}
# Where libraries look for what the machine has, and go on without an answer.
_MACHINE = ("/proc/", "/sys/")

_EVENTS = {
    *("open", "os.listdir", "os.scandir", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink"),
    *("os.truncate", "shutil.rmtree"),
}


class _State:
    on = False


def prepare() -> None:
    """In the host: import and look up now what can't be had later on."""
    wanted = [name for package, lazy in _LAZY.items() if package in sys.modules for name in lazy]
    for name in (*_COMMON, *wanted):
        with contextlib.suppress(ImportError):  # another version of the package may not have it
            importlib.import_module(name)
    if torch := sys.modules.get("torch"):
        torch._C._get_cpu_capability()  # reads what processor this is, once


def is_on() -> bool:
    """Whether this process may open no file."""
    return _State.on


def begin(flush: Callable[[], None]) -> None:
    """From now on a program that asks for a file is ended with `STATUS`, after `flush`. Not to be taken back.

    What is asked for on a program's behalf, by the import system looking around or for the lines of a traceback, is
    refused by the filter without any ado.
    """
    _State.on = True
    setattr(linecache, "updatecache", _no_lines)  # noqa: B010 (its type knows nothing of being replaced)
    sys.addaudithook(lambda event, arguments: _heard(event, arguments, flush))


def _heard(event: str, arguments: tuple[Any, ...], flush: Callable[[], None]) -> None:
    asked = event in _EVENTS and not isinstance(arguments[0], int) and not _is_looking_around(event, arguments[0])
    # A module written in C is opened where no hook looks; its import tells of the file.
    if asked or (event == "import" and arguments[1] is not None):
        flush()
        os._exit(STATUS)


def _is_looking_around(event: str, asked: object) -> bool:
    if event == "open":
        return isinstance(asked, str) and asked.startswith(_MACHINE)
    if event != "os.listdir":
        return False
    asking = sys._getframe(3).f_code.co_filename  # past this function, `_heard` and the hook
    return asking.startswith("<frozen importlib")


def _no_lines(*_: object) -> list[str]:
    return []
