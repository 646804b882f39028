"""The index of a course, kept in the cache folder: building one takes seconds, and a search must not. *Any side.*

Run as a program, it builds the index of a course and keeps it: `python -m tutor.course.kept_index ROOT CACHE`. So
whoever draws a screen can have it built beside, without a stutter.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tutor.course.index import Entry, build_index
from tutor.course.outline import stamp_of

FORMAT = 1  # of what is kept; another one is read as none


def kept_index(root: Path, cache: Path) -> list[Entry] | None:
    """The index of the course at `root` if it is kept in `cache` and no file has changed since, else None."""
    try:
        kept = json.loads(_file(root, cache).read_bytes())
        if kept["format"] != FORMAT or kept["stamp"] != stamp_of(root):
            return None
        return [_entry(row) for row in kept["entries"]]
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None


def keep_index(root: Path, cache: Path) -> list[Entry]:
    """Build the index of the course at `root` and keep it in `cache`. A cache that can't be written is no fault.

    Raises CourseError if `root` is no course.
    """
    from tutor.course.loader import load
    from tutor.course.terms import read_terms

    stamp = stamp_of(root)  # before it is read: what is changed meanwhile is read again next time
    entries = build_index(load(root), read_terms(root)[0])
    file = _file(root, cache)
    data = {"format": FORMAT, "stamp": stamp, "entries": [asdict(entry) for entry in entries]}
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(data, out)
            Path(written).replace(file)
        finally:
            Path(written).unlink(missing_ok=True)
    return entries


def _file(root: Path, cache: Path) -> Path:
    name = hashlib.sha256(str(root.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return cache / "indexes" / f"{name}.json"


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        str(row["name"]),
        row["sort"],
        [str(one) for one in row["pages"]],
        [str(one) for one in row["exercises"]],
        tuple(str(one) for one in row["other_words"]),
    )


if __name__ == "__main__":
    keep_index(Path(sys.argv[1]), Path(sys.argv[2]))
