"""Protects readers of another language from words that are missing, or say what the original said yesterday."""

from __future__ import annotations

import re

import pytest

from tests.course.conftest import LESSON, SmallCourse
from tests.course.small_faults import faults, one


@pytest.fixture
def chinese(small: SmallCourse) -> SmallCourse:
    """The small course, a language more, and a lesson without exercises that has words in it."""
    small.write("lessons/course.toml", 'languages = ["en", "zh"]\n')
    small.lesson.unlink()
    for folder in ("exercises", "solutions"):
        for path in (small.root / folder).rglob("*.py"):
            path.unlink()
    head = LESSON[: LESSON.index("[[page.exercise.case]]")]
    case = LESSON[LESSON.index("[[page.exercise.case]]") : LESSON.index("[[page.exercise.accept]]")]
    small.write("lessons/01-basics/02-sums.toml", head + case)
    small.write("exercises/basics/sums/add-up.py", "def add_up(x):\n    ...\n")
    small.write("solutions/basics/sums/add-up.py", "def add_up(x):\n    return x.sum()\n")
    return small


def overlay(small: SmallCourse, text: str) -> None:
    small.write("lessons/01-basics/02-sums.zh.toml", text)


WORDS = """title = "和"
summary = "什么是和。"

[[page]]
id = "total"
title = "总和"
text = "所有元素的和。"

[page.exercise]
id = "add-up"
title = "求和"
goal = "写 `add_up(x)`。"
hints = ["看看方法。", "有一个方法。"]
explain = "它求和。"

[[page.exercise.case]]
note = "三个数"

[[page.exercise.mistake]]
id = "first"
says = "只有第一个元素。"
"""


def stamped(small: SmallCourse, text: str) -> str:
    """`text` with each fingerprint that lint asks for."""
    overlay(small, text)
    lines = text.split("\n")
    asked = [(fault.line, match[1]) for fault in faults(small) if (match := re.search(r'"(\w{8})"', fault.message))]
    assert len(asked) == 3
    for line, mark in sorted(asked, reverse=True):
        at = line if lines[line - 1].startswith("[") else line - 1
        lines.insert(at, f'of = "{mark}"')
    return "\n".join(lines)


def test_a_lesson_without_words_is_told(chinese: SmallCourse) -> None:
    """Protects readers of a language that the course promises: one warning for all lessons that lack it."""
    fault = one(chinese, "1 of 1 lessons have no words in `zh` yet (01-basics/02-sums)")
    assert (fault.path.name, fault.line, fault.severity) == ("course.toml", 1, "warning")


def test_words_that_are_whole_and_fresh_are_quiet(chinese: SmallCourse) -> None:
    """Protects translators: what lint told them to write is then enough."""
    overlay(chinese, stamped(chinese, WORDS))
    assert faults(chinese) == []


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('title = "Sums"', 'title = "Totals"', "the lesson"),
        ("The sum of all elements is", "The sum of all the elements is", "the page `total`"),
        ('note = "three numbers"', 'note = "a few numbers"', "the exercise `add-up`"),
        ('"Look at the methods."', '"Look at its methods."', "the exercise `add-up`"),
        ("Only the first element", "Just the first element", "the exercise `add-up`"),
    ],
)
def test_stale_words_are_told(chinese: SmallCourse, old: str, new: str, named: str) -> None:
    """Protects readers of a translation from yesterday's text, wherever the original changed; and only there."""
    overlay(chinese, stamped(chinese, WORDS))
    chinese.change(old, new)
    fault = one(chinese, f"{named} has changed since it was translated")
    assert fault.path.name == "02-sums.zh.toml"
    line = fault.path.read_text().split("\n")[fault.line - 1]
    assert line.startswith("of = ")
    mark = re.search(r'"(\w{8})"', fault.message)
    assert mark is not None
    fault.path.write_text(fault.path.read_text().replace(line, f'of = "{mark[1]}"'))
    assert faults(chinese) == []


def test_code_and_layout_make_nothing_stale(chinese: SmallCourse) -> None:
    """Protects translators from work that isn't any: keys that no reader sees, and line breaks."""
    overlay(chinese, stamped(chinese, WORDS))
    chinese.change("minutes = 5", "minutes = 15")
    chinese.change("difficulty = 2", "difficulty = 3")
    chinese.change("The sum of all elements is", "The sum of\nall elements is")
    assert faults(chinese) == []


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ('note = "三个数"\n', "the exercise `add-up` has no words here for case 1"),
        ('hints = ["看看方法。", "有一个方法。"]\n', "for `hints`"),
        ('id = "first"\nsays = "只有第一个元素。"\n', "for the mistake `first`"),
        ('text = "所有元素的和。"\n', "the page `total` has no words here for `text`"),
        ('summary = "什么是和。"\n', "the lesson has no words here for `summary`"),
        (WORDS[WORDS.index("[page.exercise]") :], "the exercise `add-up` has no words here yet"),
    ],
)
def test_missing_words_are_told(chinese: SmallCourse, gone: str, said: str) -> None:
    """Protects readers of a translation from a page that is half in another language."""
    text = stamped(chinese, WORDS)
    for line in re.findall(r"\nof = .*", text) if gone.startswith("[") else ():
        text = text.replace(line, "")
    assert gone in text
    overlay(chinese, text.replace(gone, "") if gone not in ("",) else text)
    assert any(said in fault.message for fault in faults(chinese)), [str(fault) for fault in faults(chinese)]


SECOND_PAGE = """
[[page]]
id = "more"
title = "More"
text = "Something more."
"""
TITLES = """title = "和"
summary = "什么是和。"

[[page]]
id = "total"
title = "总和"

[page.exercise]
id = "add-up"
title = "求和"

[[page]]
id = "more"
title = "更多"
"""


def with_a_second_page(small: SmallCourse) -> None:
    small.lesson.write_text(small.lesson.read_text("utf-8") + SECOND_PAGE, "utf-8")


def mark_all(small: SmallCourse, text: str) -> str:
    """`text` with the fingerprints that lint asks for, however many."""
    while True:
        overlay(small, text)
        asked = (re.search(r'of = "(\w{8})"', fault.message) and fault for fault in faults(small))
        fault = next((each for each in asked if each and "which words" in each.message), None)
        if fault is None:
            return text
        lines = text.split("\n")
        at = fault.line if lines[fault.line - 1].startswith("[") else fault.line - 1
        lines.insert(at, re.findall(r'of = "\w{8}"', fault.message)[0])
        text = "\n".join(lines)


def test_titles_alone_are_enough(chinese: SmallCourse) -> None:
    """Protects whoever translates the titles of a whole course first: lists are then whole, and nothing is missed."""
    with_a_second_page(chinese)
    marked = mark_all(chinese, TITLES)
    assert marked.count("of = ") == 4
    assert faults(chinese) == []
    chinese.change("The sum of all elements is", "The sum of all the elements is")
    assert faults(chinese) == []
    chinese.change('title = "More"', 'title = "And more"')
    assert "the title of the page `more` has changed" in one(chinese, "has changed").message


def test_a_begun_translation_lacks_its_other_pages(chinese: SmallCourse) -> None:
    """Protects readers from a lesson that was left half translated: pages with only a title, or with nothing."""
    with_a_second_page(chinese)
    mark_all(chinese, WORDS + TITLES[TITLES.rindex("[[page]]") :])
    assert [fault.message for fault in faults(chinese)] == [
        "the page `more` has only its title here yet; write its text"
    ]
    mark_all(chinese, WORDS)
    assert [fault.message for fault in faults(chinese)] == [
        "the page `more` has no words here yet; add [[page]] with its id"
    ]
