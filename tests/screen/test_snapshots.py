"""Each screen as a real terminal shows it, at three sizes in both languages, against a text that was looked at.

After a change that is meant: `TUTOR_RENEW=1 pytest tests/screen/test_snapshots.py`, then read what `git diff` says.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.screen.material import Person
from tests.screen.test_language import WORDS
from tutor.progress.settings import Settings, save

SNAPSHOTS = Path(__file__).parent / "snapshots"
SIZES = ((60, 20), (80, 24), (160, 48))
SILENCE = 0.4  # seconds: then the screen is drawn, as a rule
LOOKS = 50  # with as much silence between them, until it is given up as another screen


@dataclass(frozen=True)
class Shot:
    """A screen that is kept: the keys that lead there from the one before, what is waited for, the keys to leave it."""

    name: str
    keys: str = ""
    until: str = ""
    leave: str = ""
    end: str = ""  # what stands from the line with this on is left out: it shows a date


# One sitting, from the first start to a first wrong check. Nothing here may show a time, a date or a seed.
SITTING = (
    Shot("home", "", r"Enter"),
    Shot("help", "\x1bOP", r"━ (Help|帮助) ━", "\x1b"),
    Shot("settings", "\x1bs", r"━ (Settings|设置) ━", "\x1b"),
    Shot("commands", "\x04", r"━ (Commands|命令) ━", "\x1b"),
    Shot("search", "\x1bwdoub", r"(exercise|练习) ", "\x1b"),
    Shot("review", "\x1bv", r"(Review|复习)", "\x1b"),
    Shot("progress", "\x1bp", r"━ (Progress|进度) ━", "\x1b", r"(Days|天数)"),
    Shot("page", "\r", r"→ 2"),
    Shot("task", "\x0e", r"(page 2 of 4|第 2/4 页)"),
    Shot("verdict", "\x12", r"(expected|应为)"),
    Shot("hint", "\x07", r"1/2"),
)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_the_screens_look_as_they_were_looked_at(
    person: Callable[..., Person], course_folder: Path, tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    (course_folder / "lessons" / "01-start" / "01-steps.zh.toml").write_text(WORDS, "utf-8")
    save(Settings(tour=False, language=language), tmp_path / "person-0" / "config")
    one = person(size=size, TUTOR_DEVICE="cpu")
    changed = []
    for shot in SITTING:
        one.press(shot.keys)
        one.until(shot.until)
        if shot.name in ("page", "task", "verdict", "hint"):
            one.until("cpu")
        if not _is_as_kept(SNAPSHOTS / f"{shot.name}-{size[0]}x{size[1]}-{language}.txt", one, shot.end):
            changed.append(f"{shot.name}:\n{one.text}")
        one.press(shot.leave)
        one.read(SILENCE)
    assert changed == [], "\n\n".join(changed)


def _is_as_kept(file: Path, one: Person, end: str) -> bool:
    """Whether the screen, above the line with `end`, comes to be what `file` holds.

    Where snapshots are renewed, it is from now on.
    """

    def shown() -> str:
        lines = one.text.splitlines()
        last = next((number for number, line in enumerate(lines) if end and re.search(end, line)), len(lines))
        return "\n".join(lines[:last]) + "\n"

    one.read(SILENCE)
    if os.environ.get("TUTOR_RENEW"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(shown(), "utf-8")
    kept = file.read_text("utf-8") if file.is_file() else ""
    for _ in range(LOOKS):
        if shown() == kept:
            return True
        one.read(SILENCE)
    return False
