"""Protects learners from texts without room and hints that say it all, and authors from forgotten drafts."""

from __future__ import annotations

import pytest

from tests.course.conftest import SmallCourse
from tests.course.small_faults import faults, one
from tests.soak.bounds import bounded
from tutor import language
from tutor.course import json_schema


def test_the_small_course_is_quiet(small: SmallCourse) -> None:
    """Protects the tests below: what they find was not there before."""
    assert faults(small) == []


def test_a_page_longer_than_three_screens_is_told(small: SmallCourse) -> None:
    """Protects readers on 80 by 24: where a page ends is not a matter of patience."""
    small.change('text = "Now a script."', "text = '''\n" + "- one\n" * 60 + "'''")
    assert faults(small) == []
    small.change("- one\n" * 60, "- one\n" * 61)
    one(small, "the page takes 61 rows", "60 are the most")


@pytest.mark.parametrize(
    ("old", "key", "most"),
    [
        ('goal = "Make `a` and `b`."', "goal", 20),
        ('explain = "Done."', "explain", 20),
        ('says = "They are swapped."', "says", 12),
    ],
)
def test_texts_beside_the_work_have_less_room(small: SmallCourse, old: str, key: str, most: int) -> None:
    """Protects learners from a hint or reply that hides what it is about."""
    small.change(old, f"{key} = '''\n" + "- one\n" * most + "'''")
    assert faults(small) == []
    small.change("- one\n" * most, "- one\n" * (most + 1))
    one(small, f"this takes {most + 1} rows", f"{most} are the most")


@pytest.mark.parametrize(
    "hint",
    [
        "Try `x.cumsum(0)[-1]`.",
        "Try `t.cumsum(0)[-1]`.",
        "Try `result = t.cumsum( 0 )[ -1 ]`, whose last element is all.",
        "Try\\n\\n```python show\\nanything.cumsum(0,)[-1]\\n```",
    ],
)
def test_a_hint_with_a_line_of_the_reference_is_told(small: SmallCourse, hint: str) -> None:
    """Protects the exercise from hints that say it all under other names and in another layout."""
    small.write("solutions/basics/sums/add-up.py", "def add_up(x):\n    return x.cumsum(0)[-1]\n")
    small.change('"There is a method for it."', f'"{hint}"')
    assert "gives the reference's whole body away" in one(small).message


@pytest.mark.parametrize(
    "hint",
    [
        "Try `x.cumsum(0)`.",
        "Try `x.cumprod(0)[-1]`.",
        "Try `x.cumsum(1)[-1]`.",
        "The method `cumsum` sums up, and the last element, `[-1]`, is all of it.",
    ],
)
def test_a_hint_with_less_is_fine(small: SmallCourse, hint: str) -> None:
    """Protects hints that come near and leave the last step to the learner."""
    small.write("solutions/basics/sums/add-up.py", "def add_up(x):\n    return x.cumsum(0)[-1]\n")
    small.change('"There is a method for it."', f'"{hint}"')
    assert faults(small) == []


def test_names_are_exchanged_one_for_one(small: SmallCourse) -> None:
    """Protects hints about something else of the same form: two names of the reference are two of the hint."""
    small.write(
        "solutions/basics/sums/add-up.py",
        "def add_up(x):\n    y = x.abs()\n    return (x - y).div(x + y, rounding_mode=None)\n",
    )
    small.change("Sums on the way", "Besides `.abs` and `.div`, sums on the way")
    small.change('"There is a method for it."', '"See `(a - a).div(a + a, rounding_mode=None)`."')
    assert faults(small) == []
    small.change("(a - a).div(a + a", "(a - b).div(a + b")
    assert "a line of the reference" in one(small).message


def test_what_is_still_to_be_done_is_told(small: SmallCourse) -> None:
    """Protects from publishing a draft; the word itself may be spoken of."""
    line = small.change("minutes = 5", "minutes = 5  # TODO: measure it")
    fault = one(small, "to do: measure it")
    assert (fault.line, fault.severity) == (line, "warning")


def test_a_line_of_many_comments_is_read_once(small: SmallCourse) -> None:
    """Protects from looking for a draft's mark from each sign of a comment on: the square of their number."""
    line = small.change("minutes = 5", "minutes = 5  # " + "# a " * 60_000)
    with bounded():
        assert faults(small) == []
    small.change("minutes = 5  # ", "minutes = 5  # TODO: end # TODO: it ")
    assert one(small, "to do: end # TODO: it # a").line == line


def test_a_schema_of_another_version_is_told(small: SmallCourse) -> None:
    """Protects authors whose editor goes by yesterday's keys."""
    path = small.write("lessons/lesson.schema.json", json_schema.as_text("lesson"))
    assert faults(small) == []
    path.write_text("{}")
    assert one(small, "tutor schema lesson > lesson.schema.json").path == path
    changed = json_schema.as_text("lesson").replace('"minutes"', '"minuten"')
    path.write_text(changed)
    assert one(small, "tutor schema lesson > lesson.schema.json").path == path


def test_a_schema_may_speak_another_language(small: SmallCourse) -> None:
    """Protects authors who wrote the schema in their own language: it says the same, and lint is content with it."""
    language.use("zh")
    path = small.write("lessons/lesson.schema.json", json_schema.as_text("lesson"))
    assert "这一课的名称" in path.read_text("utf-8")
    language.use("en")
    assert "这一课的名称" not in json_schema.as_text("lesson")
    assert faults(small) == []
