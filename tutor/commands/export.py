"""`tutor export`: everything that is kept of a learner as one JSON file. *Screen side.*"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from tutor.commands.context import Context
from tutor.commands.faults import PASSED, UserFault
from tutor.language import _


def main(context: Context, options: argparse.Namespace) -> int:
    """Write the file, whole or not at all."""
    from importlib.metadata import version

    from tutor.progress.exchange import export_text

    text = export_text(context.readable_store(), version("tutor"))
    if options.file == "-":
        sys.stdout.write(text + "\n")
        return PASSED
    file = Path(options.file) if options.file else _free_name()
    _write(file, text)
    context.printer.line(_("Written: {file}").format(file=file))
    context.printer.line(("quiet", _("On another machine:  ")), ("code", f"tutor import {file.name}"))
    return PASSED


def _free_name() -> Path:
    """A name in this folder that no file has yet."""
    stem = f"tutor-progress-{date.today().isoformat()}"
    names = [Path(f"{stem}.json"), *(Path(f"{stem}-{number}.json") for number in range(2, 1000))]
    return next(name for name in names if not name.exists())


def _write(file: Path, text: str) -> None:
    if file.exists() and not _may_be_replaced(file):
        raise UserFault(
            _("{file}: there is something else under this name; name a file that isn't there yet").format(file=file)
        )
    written = None
    try:
        handle, written = tempfile.mkstemp(dir=file.parent, prefix=".tutor-export-")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text + "\n")
        Path(written).replace(file)
    except OSError as error:
        if written is not None:
            with contextlib.suppress(OSError):
                Path(written).unlink()
        reason = error.strerror or type(error).__name__
        raise UserFault(
            _("{file}: can't be written ({reason}); make room there, or name a file in another folder").format(
                file=file, reason=reason
            )
        ) from None


def _may_be_replaced(file: Path) -> bool:
    """Whether `file` is an export, which a newer one may take the place of."""
    from tutor.progress.archive import FORMAT

    try:
        with file.open("rb") as opened:
            return FORMAT.encode() in opened.read(200)
    except OSError:
        return False
