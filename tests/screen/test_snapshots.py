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

from tests.screen.material import Person, read_all
from tests.screen.test_language import WORDS
from tutor.progress.settings import Settings, save

SNAPSHOTS = Path(__file__).parent / "snapshots"
SIZES = ((60, 20), (80, 24), (160, 48))
SILENCE = 0.2  # seconds: then the screen is drawn, as a rule
LOOKS = 50  # with as much silence between them, until it is given up as another screen


@dataclass(frozen=True)
class Shot:
    """A screen that is kept: the keys that lead there from the one before, what is waited for, the keys to leave it.

    Without a name it is only passed through.
    """

    name: str
    keys: str = ""
    until: str = ""
    leave: str = ""
    end: str = ""  # what stands from the line with this on is left out: it shows a date


# What is written: right, with a tensor that shares its numbers, and one that has a history.
ANSWER = "x + x\n\n\nw = torch.ones(2, requires_grad=True)\nv = w.detach()\ny = double(w).sum()\ny\n"
# One sitting, from the first start to a test-out. Nothing here may show a time, a date or a seed.
SITTING = (
    Shot("home", "", r"Enter"),
    Shot("help", "\x1bOP", r"━ (Help|帮助) ━", "\x1b"),
    Shot("settings", "\x1bs", r"━ (Settings|设置) ━", "\x1b"),
    Shot("commands", "\x04", r"━ (Commands|命令) ━", "\x1b"),
    Shot("search", "\x1bwdoub", r"(exercise|练习) ", "\x1b"),
    Shot("review", "\x1bv", r"(Review|复习)", "\x1b"),
    Shot("progress", "\x1bp", r"━ (Progress|进度) ━", "\x1b", r"(Days|学习日历)"),
    Shot("page", "\r", r"→ 2"),
    Shot("task", "\x0e", r"(page 2 of 4|第 2/4 页)"),
    Shot("verdict", "\x12", r"(expected|应为)"),
    Shot("hint", "\x07", r"1/2"),
    Shot("output", f"\x1b[200~{ANSWER}\x1b[201~\x05", r"(saved|已保存)[\s\S]+grad_fn"),
    Shot("variables", "\x1b[17~", r"\[(variables|变量)\]"),
    Shot("graph", "\x1b[17~", r"\[(graph|计算图)\]"),
    Shot("find", "\x06ones", r"(1 of 1|1/1)", "\x1b"),
    Shot("docs", "\x0b", r"torch\.ones +"),
    Shot("passed", "\x12", r"(Adding|用例|2/2|2 of 2)"),
    Shot("solution", "\x13", r"(the reference|参考答案)", "\x1b"),
    Shot("", "\x0e", r"(3 of 4|3/4)"),
    Shot("choice", "\x0f", r"x\.clone"),
    Shot("", "\x0e", r"(4 of 4|4/4)"),
    Shot("predict", "\x0f", r"torch\.zeros"),
    Shot("map", "\x14", r"(A small course|tutor)"),
    Shot("test-out", "\x1bt", r"(Testing out|五道|五个)", "\x1b"),
)
WITHOUT_DEVICE = {*(shot.name for shot in SITTING[:7]), "solution", "map", "test-out"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_the_screens_look_as_they_were_looked_at(
    person: Callable[..., Person], course_folder: Path, tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    (course_folder / "lessons" / "01-start" / "01-steps.zh.toml").write_text(WORDS, "utf-8")
    save(Settings(tour=False, language=language), tmp_path / "person-0" / "config")
    one = person(size=size, host="light", TUTOR_DEVICE="cpu")
    changed = []
    for shot in SITTING:
        one.press(shot.keys)
        one.until(shot.until)
        if shot.name not in WITHOUT_DEVICE:
            one.until("cpu")
        if shot.name and not _is_as_kept(SNAPSHOTS / f"{shot.name}-{size[0]}x{size[1]}-{language}.txt", one, shot.end):
            changed.append(f"{shot.name}:\n{one.text}")
        one.press(shot.leave)
        read_all([one], SILENCE)
    assert changed == [], "\n\n".join(changed)


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((60, 20), "zh")], ids=["80x24", "60x20"])
def test_beside_an_editor_it_looks_as_it_was_looked_at(
    course_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], language: str
) -> None:
    """`tutor watch`, once a wrong answer was saved."""
    (course_folder / "lessons" / "01-start" / "01-steps.zh.toml").write_text(WORDS, "utf-8")
    answers = tmp_path / "answers"
    answers.mkdir()
    monkeypatch.chdir(tmp_path)  # the file's place is told from here
    words = ["--course", str(course_folder), "watch", "--folder", "answers", "start/steps/double"]
    one = Person(words, tmp_path, size, host="light", TUTOR_LANGUAGE=language, TUTOR_DEVICE="cpu")
    try:
        one.until("double.py")
        (answers / "start" / "steps" / "double.py").write_text("def double(x):\n    return x * x\n")
        one.until(r"(expected|应为)")
        assert _is_as_kept(SNAPSHOTS / f"watch-{size[0]}x{size[1]}-{language}.txt", one, ""), one.text
    finally:
        one.close()


SAMPLES = """
title = "Samples"
summary = "Drawn by chance."
minutes = 5

[[page]]
id = "drawing"
title = "Draw"
text = "Draw."

[page.exercise]
id = "draw"
kind = "function"
entry = "draw"
title = "Two thousand"
goal = "Draw them evenly from 0 to 1."
observe = ["distribution"]
hints = ["One.", "Two."]
explain = "Each is as likely as any other."

[[page.exercise.case]]
args = ["torch.Generator().manual_seed(3)"]
"""
DRAWN = "import torch\n\n\ndef draw(gen):\n    return torch.rand(2000, generator=gen){}\n"


def test_samples_look_as_they_were_looked_at(
    person: Callable[..., Person], course_folder: Path, tmp_path: Path
) -> None:
    """The bars of a sample that comes from elsewhere, with the band in which chance would leave each."""
    (course_folder / "lessons" / "01-start" / "03-samples.toml").write_text(SAMPLES, "utf-8")
    for folder, end in (("exercises", " ** 2"), ("solutions", "")):
        (course_folder / folder / "start" / "samples").mkdir()
        (course_folder / folder / "start" / "samples" / "draw.py").write_text(DRAWN.format(end))
    save(Settings(tour=False, language="zh"), tmp_path / "person-0" / "config")
    one = person("start/samples/draw", size=(80, 40), TUTOR_DEVICE="cpu")
    one.until("cpu")
    one.press("\x0f\x12")
    one.until("太多")
    one.press("\x1bo")
    one.until("太少")
    assert _is_as_kept(SNAPSHOTS / "samples-80x40-zh.txt", one, ""), one.text


def _is_as_kept(file: Path, one: Person, end: str) -> bool:
    """Whether the screen, above the line with `end`, comes to be what `file` holds.

    Where snapshots are renewed, it is from now on.
    """

    def shown() -> str:
        lines = one.text.splitlines()
        last = next((number for number, line in enumerate(lines) if end and re.search(end, line)), len(lines))
        told = re.sub(r"\d\d:\d\d:\d\d", "00:00:00", "\n".join(lines[:last]))
        return re.sub(r"\d+\.\d+(?= ?(s|秒)$)", "0.00", told, flags=re.MULTILINE) + "\n"

    read_all([one], SILENCE)
    if os.environ.get("TUTOR_RENEW"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(shown(), "utf-8")
    kept = file.read_text("utf-8") if file.is_file() else ""
    for _ in range(LOOKS):
        if shown() == kept:
            return True
        read_all([one], SILENCE)
    return False
