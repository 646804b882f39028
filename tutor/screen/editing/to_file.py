"""Writing a text to a file of its own: where a terminal won't take a copy, a file can be taken anywhere. *Screen side.*
Headless."""

from __future__ import annotations

from pathlib import Path

MOST = 99  # files of one name; whoever has more is told to go elsewhere


def write(folder: Path, name: str, text: str) -> Path:
    """Write `text` to a new file `name` in `folder`, or `name-2`, `name-3` …; a file that is there stays as it is.

    One that holds the same text is the answer as it stands. Raises OSError.
    """
    first = folder / name
    for n in range(1, MOST + 1):
        path = first if n == 1 else first.with_stem(f"{first.stem}-{n}")
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            if _holds(path, text):
                return path
        else:
            return path
    raise FileExistsError(17, f"{first.stem}-{MOST}", str(path))


def _holds(path: Path, text: str) -> bool:
    data = text.encode()
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
