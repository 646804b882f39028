"""Faults of our own, written down for whoever mends them. *Screen side.*"""

from __future__ import annotations

import contextlib
import time
import traceback

from tutor.language import _
from tutor.progress.places import state_folder


def note_fault(error: BaseException) -> str:
    """Write `error` to the log; returns one line that tells the learner."""
    file = state_folder() / "tutor.log"
    text = "".join(traceback.format_exception(error))
    kept = ""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as log:
            log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')}\n{text}\n")
        kept = _("; the details are in {file}").format(file=file)
    return _("a fault of the tutor itself ({name}){kept}").format(name=type(error).__name__, kept=kept)
