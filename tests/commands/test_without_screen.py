"""Protects the way without the screen: from `tutor show` on, what is printed leads through the course to its end."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Ran

READ = """
[[page]]
id = "only-text"
title = "Before it ends"
text = "Nothing to do here."

[[page]]
id = "marks"
"""


@pytest.fixture
def course(course: Path) -> Path:
    """The small course, with a page in its midst that is only to be read."""
    lesson = course / "lessons" / "arithmetic" / "01-doubling.toml"
    lesson.write_text(lesson.read_text().replace('[[page]]\nid = "marks"\n', READ.lstrip()))
    return course


def answer_to(shown: str) -> str | None:
    """What somebody who reads this page writes; None where nothing is asked."""
    if "Double it" in shown:
        return "def double(x):\n    return x + x\n"
    if drawn := re.search(r"n = (\d)", shown):
        return f"({drawn[1]}, 3)\n"
    return "a\nc\n" if "Which double?" in shown else None


def words_of(line: str) -> list[str]:
    """The words after `tutor --course COURSE` of a command that was printed."""
    return line.split()[3:]


def test_what_is_printed_leads_from_the_first_page_to_the_last(tutor: Callable[..., Ran], tmp_path: Path) -> None:
    seen = []
    ran = tutor("show")
    for _ in range(4):
        assert ran.status == 0 and "\x1b" not in ran.out
        seen.append(ran.out.splitlines()[1])
        answer = answer_to(ran.out)
        if answer is None:
            following = re.search(r"^Next page: (tutor .*)$", ran.out, re.MULTILINE)
            assert following is not None
            ran = tutor(*words_of(following[1]))
            continue
        command = re.search(r"^ +(tutor .* check .*)$", ran.out, re.MULTILINE)
        assert command is not None
        words = words_of(command[1])
        file = tmp_path / words[2]
        file.write_text(answer)
        judged = tutor(words[0], words[1], file, *words[3:])
        assert judged.status == 0, judged.out
        following = re.search(r"^Next: +(tutor .*)$", judged.out, re.MULTILINE)
        if following is None:
            break
        ran = tutor(*words_of(following[1]))
    assert seen == ["Twice", "Its shape", "Before it ends", "Which?"]
    assert "nothing is left to do" in judged.out


def test_show_comes_back_to_the_page_that_was_shown_last(tutor: Callable[..., Ran]) -> None:
    first = tutor("show")
    assert "Double it" in first.out and "Next page: " in first.out
    tutor("show", "arithmetic/doubling/only-text")
    assert "Before it ends" in tutor("show").out


def test_keys_of_the_screen_are_told_by_what_does_the_same(tutor: Callable[..., Ran], course: Path) -> None:
    lesson = course / "lessons" / "arithmetic" / "01-doubling.toml"
    lesson.write_text(
        lesson.read_text().replace("Every number, twice:", "Press `^e`, then `^r`, `^o` and `^e`; `^2` is no key:")
    )
    told = tutor("show", "arithmetic/doubling/double").out.partition("named above")[2].splitlines()
    keys = [line.split(maxsplit=1) for line in told if line.startswith("    ")]
    assert [key for key, _way in keys] == ["^e", "^r", "^o"]
    assert keys[0][1].endswith("run FILE") and keys[1][1].endswith("check arithmetic/doubling/double FILE")
    assert "isn't needed" in keys[2][1]
    assert "named above" not in tutor("show", "arithmetic/doubling/shape").out
