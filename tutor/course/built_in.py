"""Where the course that comes with the program lies. *Any side.*"""

from __future__ import annotations

from pathlib import Path

BUILTIN = Path(__file__).resolve().parent.parent / "builtin"  # where a wheel carries the course
CHECKOUT = BUILTIN.parent.parent  # the repository's root, itself a course


def is_builtin(root: Path) -> bool:
    """Whether `root` is the course that comes with the program."""
    return root.resolve() in (BUILTIN, CHECKOUT)


def built_in() -> Path | None:
    """The built-in course's folder; None where it is missing."""
    return next((root for root in (BUILTIN, CHECKOUT) if (root / "lessons").is_dir()), None)
