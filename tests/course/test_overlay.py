"""Protects lessons in another language: words are laid over the original, and nothing but words."""

from __future__ import annotations

import pytest

from tests.course.conftest import SmallCourse
from tutor.course.lint import lint
from tutor.course.loader import load, title_of

WORDS = """title = "求和"
summary = "什么是求和。"

[[page]]
id = "total"
title = "总和"
text = "所有元素之和。"

[page.exercise]
id = "add-up"
title = "相加"
goal = "写出 `add_up(x)`。"
hints = ["看看方法。", "有一个方法。"]
explain = "求和。"

[[page.exercise.case]]
note = "三个数"

[[page.exercise.mistake]]
id = "first"
says = "只返回了第一个元素。"

[[page]]
id = "pick"

[page.exercise]
id = "views"

[[page.exercise.question]]
text = "哪一个与 `x` 共享内存？"
option = [{ text = "转置" }]
"""


def test_words_are_laid_over(small: SmallCourse) -> None:
    """Protects texts in the language asked for, and all that is no text from changing with it."""
    small.write("lessons/course.toml", 'languages = ["en", "zh"]')
    small.write("lessons/01-basics/02-sums.zh.toml", WORDS)
    small.write("lessons/01-basics/chapter.zh.toml", 'title = "基础"')
    small.write("lessons/01-basics/chapter.toml", 'title = "Basics"\nlessons = ["sums"]')
    english, chinese = load(small.root), load(small.root, language="zh")
    assert english.faults == chinese.faults == ()
    assert (english.chapters[0].title, chinese.chapters[0].title) == ("Basics", "基础")
    (before,), (lesson,) = english.lessons(), chinese.lessons()
    assert (before.title, lesson.title, lesson.language) == ("Sums", "求和", "zh")
    assert (lesson.pages[0].text, lesson.pages[1].text) == ("所有元素之和。", before.pages[1].text)
    first, *_, last = lesson.exercises
    assert (first.title, first.hints) == ("相加", ("看看方法。", "有一个方法。"))
    assert (first.cases[0].note, first.cases[0].args) == ("三个数", ("torch.arange(3)",))
    assert first.mistakes[0].says == "只返回了第一个元素。"
    assert (first.entry, first.solution) == (before.exercises[0].entry, before.exercises[0].solution)
    options = last.questions[0].options
    assert (options[0].text, options[0].test, options[1].text) == (
        "转置",
        "x.T.data_ptr() == x.data_ptr()",
        "`x.clone()`",
    )
    assert load(small.root, language="de").faults == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "total"', '@id = "totl"', "the lesson has no page `totl` here; did you mean `total`?"),
        ('id = "views"', '@id = "other"', "the lesson has no exercise `other` here; take it away"),
        ('id = "first"', '@id = "frist"', "the lesson has no mistake `frist` here; did you mean `first`?"),
        (
            'explain = "求和。"',
            '@kind = "function"',
            "the exercise in another language has no key `kind`: only texts are given anew in another language;"
            " take it away",
        ),
        (
            'summary = "什',
            '@sumary = "什',
            "the lesson in another language has no key `sumary`; did you mean `summary`?",
        ),
        ('["看看方法。", "有一个方法。"]', '["看看方法。"]', "there is 1 hint here, and the lesson has 2; match them"),
        (
            '[{ text = "转置" }]',
            '[{ text = "1" }, { text = "2" },\n@{ text = "3" }]',
            "the lesson has 2 of `option` here,",
        ),
    ],
)
def test_what_belongs_to_nothing(small: SmallCourse, old: str, new: str, message: str) -> None:
    """Protects translators from words that would never be shown. The lesson itself stays usable."""
    small.write("lessons/course.toml", 'languages = ["en", "zh"]')
    assert WORDS.count(old) == 1
    path = small.write("lessons/01-basics/02-sums.zh.toml", WORDS.replace(old, new.replace("@", "")))
    line = WORDS[: WORDS.index(old)].count("\n") + 1 + new.partition("@")[0].count("\n") * ("@" in new)
    course = load(small.root, language="zh")
    assert [(fault.path, fault.line, fault.message[: len(message)]) for fault in course.faults] == [
        (path, line, message)
    ]
    assert not next(course.lessons()).broken
    assert course.faults[0] in lint(load(small.root))


def test_a_title_is_one_line_however_it_is_written(small: SmallCourse) -> None:
    """Protects lists and prompts, where a title of several lines would be several things."""
    small.write("lessons/course.toml", 'languages = ["en", "zh"]')
    small.write("lessons/01-basics/02-sums.zh.toml", 'title = """求\n 和 """')
    assert load(small.root, "zh").chapters[0].lessons[0].title == "求 和"
    small.change('title = "The total"', 'title = "The\\n total"')
    assert load(small.root).chapters[0].lessons[0].pages[0].title == "The total"


def test_words_of_a_chapter(small: SmallCourse) -> None:
    """Protects a chapter's words as a lesson's are protected."""
    path = small.write("lessons/01-basics/chapter.zh.toml", 'title = "基础"\nlessons = ["sums"]\n')
    said = [(fault.line, fault.message) for fault in lint(load(small.root)) if fault.path == path]
    assert said == [
        (
            2,
            "the chapter in another language has no key `lessons`: only texts are given anew in another language;"
            " take it away",
        )
    ]


def test_words_of_the_course(small: SmallCourse) -> None:
    """Protects the course's own title in another language, and nothing but its title from being said anew."""
    small.write("lessons/course.toml", 'title = "Sums"\nlanguages = ["en", "zh"]\n')
    path = small.write("lessons/course.zh.toml", 'title = "求和"\n')
    assert [load(small.root, language).title for language in ("en", "zh", "de")] == ["Sums", "求和", "Sums"]
    assert [title_of(small.root, language) for language in ("en", "zh")] == ["Sums", "求和"]
    assert not [fault for fault in lint(load(small.root)) if fault.path == path]
    path.write_text('title = "求和"\nid = "sums"\n', "utf-8")
    other = small.write("lessons/course.de.toml", 'title = ""\n')
    said = [(fault.path, fault.line, fault.message) for fault in lint(load(small.root)) if fault.path in (path, other)]
    assert [(found, line) for found, line, _ in said] == [(other, 1), (other, 1), (path, 2)]
    assert any("`de` is not among the course's languages; add it to course.toml" in message for *_, message in said)
    assert said[-1][2].startswith("the course in another language has no key `id`")
    assert load(small.root, "de").title == "Sums"


def test_words_of_no_lesson(small: SmallCourse) -> None:
    """Protects against an overlay whose lesson was renamed, and one of a language the course doesn't have."""
    lone = small.write("lessons/01-basics/02-sum.zh.toml", "")
    other = small.write("lessons/01-basics/02-sums.de.toml", "")
    said = {fault.path: fault.message for fault in lint(load(small.root)) if fault.path in (lone, other)}
    assert said == {
        lone: "there is no lesson these words belong to; rename or delete the file",
        other: "`de` is not among the course's languages; add it to course.toml",
    }
