"""What can go wrong with the progress file, each said in one line. *Screen side.*"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tutor.language import _

LEAST_ROOM = 64 << 10  # bytes that must be free for SQLite to work at all
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class ProgressError(Exception):
    """Progress can't be read or kept. Its text is one line: which file, what is wrong, what to do."""


def primary_code(error: BaseException) -> int:
    """SQLite's primary result code of `error`, 0 if it carries none (the extended part is cut off)."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def is_damage(error: BaseException) -> bool:
    """Whether `error` says that the file itself is damaged or is no database."""
    return primary_code(error) in DAMAGED


def told(error: sqlite3.Error | OSError, path: Path) -> ProgressError:
    """The `ProgressError` that tells `error`, which came while `path` was opened, read or written."""
    if primary_code(error) == sqlite3.SQLITE_IOERR and _is_full(path):
        error = sqlite3.OperationalError()
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return ProgressError(f"{path}: {_words(error)}")


def _is_full(path: Path) -> bool:
    """Whether the disk that `path` lies on has no room: SQLite doesn't always say so."""
    import shutil

    try:
        return shutil.disk_usage(path.parent).free < LEAST_ROOM
    except OSError:
        return False


def _words(error: sqlite3.Error | OSError) -> str:
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        return _(
            "progress can't be kept here ({reason}); make room, mend the folder's rights, or set TUTOR_DATA"
        ).format(reason=reason)
    match primary_code(error):
        case sqlite3.SQLITE_FULL:
            return _("progress wasn't saved, the disk is full; free some space and try again")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return _(
                "progress can't be saved, the file is read-only; mend its rights or set TUTOR_DATA to another folder"
            )
        case sqlite3.SQLITE_CANTOPEN:
            return _("the progress file can't be opened; mend the folder's rights or set TUTOR_DATA to another folder")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return _("another program holds the progress file; close it and try again")
        case sqlite3.SQLITE_IOERR:
            return _(
                "the disk refused to read or write progress; look at the disk, or set TUTOR_DATA to another folder"
            )
        case code if code in DAMAGED:
            return _("the progress file is damaged; start tutor again, it sets the file aside and keeps it")
        case _:
            return _("the progress file can't be used ({error}); `tutor doctor` tells more").format(error=error)
