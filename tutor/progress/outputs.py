"""What the code on a lesson's pages gives, computed once and kept in the cache folder. *Screen side.*

A cache only: what can't be read, or was made for another text or another torch, is computed again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tutor.course.model import Lesson
from tutor.course.page_text import FenceOutput

Outputs = list[list[FenceOutput]]  # by page, then by fence that runs


def fingerprint(lesson: Lesson, device: str = "") -> str:
    """What the outputs of `lesson` depend on, as hexadecimal digits: its texts, this program, torch, the device.

    `device` is torch's word for it; where it isn't known yet, "", the CPU is meant.
    """
    made_of = [_version(name) for name in ("tutor", "torch", "numpy", "pandas")]
    made_of += [lesson.address, *(page.text for page in lesson.pages), *([device] if device not in ("", "cpu") else [])]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


class OutputCache:
    """Outputs by lesson, one small file each under `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "outputs"

    def get(self, lesson: Lesson, device: str = "") -> Outputs | None:
        """What was kept for `lesson` as it is now, computed on `device`, or None."""
        try:
            pages = json.loads(self._file(lesson, device).read_text("utf-8"))
            return [[_output(*each) for each in page] for page in pages]
        except (OSError, ValueError, TypeError, RecursionError):
            return None

    def put(self, lesson: Lesson, outputs: Outputs, device: str = "") -> None:
        """Keep `outputs` of `lesson`, computed on `device`. A cache that can't be written is no fault."""
        text = json.dumps([[(one.text, one.error, one.figures) for one in page] for page in outputs])
        file = self._file(lesson, device)
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, written = tempfile.mkstemp(dir=file.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(text)
            Path(written).replace(file)

    def _file(self, lesson: Lesson, device: str) -> Path:
        return self._folder / f"{fingerprint(lesson, device)[:32]}.json"


def _output(text: str, error: bool, figures: list[dict[str, Any]]) -> FenceOutput:
    return FenceOutput(str(text), bool(error), tuple(figures))
