"""What is written down of a fault that is the program's own. *Screen side.*"""

from __future__ import annotations

import platform
import traceback
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from tutor.language import _

LARGEST = 1 << 20  # bytes; an older log is renamed, the one before it goes


def keep(error: BaseException, argv: Sequence[str]) -> str:
    """Write `error` to the log, and return the one line to tell the user."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    what = type(error).__name__ + (f", {Path(last[0].filename).name}:{last[0].lineno}" if last else "")
    try:
        told = _("this is tutor's own fault, not yours ({what}); the details are in {file}")
        return told.format(what=what, file=_write(error, argv))
    except OSError as refused:
        told = _("this is tutor's own fault, not yours ({what}); the details could not be written ({why})")
        return told.format(what=what, why=refused.strerror)


def _write(error: BaseException, argv: Sequence[str]) -> Path:
    from tutor.progress.places import state_folder

    path = state_folder() / "tutor.log"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists() and path.stat().st_size > LARGEST:
        path.replace(path.with_suffix(".log.old"))
    with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"--- {datetime.now():%Y-%m-%d %H:%M:%S} tutor {version('tutor')}")
        file.write(f" Python {platform.python_version()} arguments {list(argv)!r}\n")
        file.write("".join(traceback.format_exception(error)))
    return path
