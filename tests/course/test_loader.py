"""Protects the reading of a course's folder: what becomes of it, and that a fault leaves the rest usable."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.course.conftest import SmallCourse
from tutor.course.loader import CHECKOUT, CourseError, find_root, is_builtin, load, read_lesson
from tutor.course.model import Case, Kind


def messages(root: Path) -> list[str]:
    """All faults, with paths from the course's folder on."""
    return [str(fault).replace(f"{root}/", "") for fault in load(root).faults]


def test_every_key_arrives(small: SmallCourse) -> None:
    """Protects the way of each key from the file into the model."""
    course = load(small.root)
    assert course.faults == ()
    (lesson,) = course.lessons()
    assert (lesson.address, lesson.title, lesson.minutes, lesson.broken) == ("basics/sums", "Sums", 5, ())
    assert [page.id for page in lesson.pages] == ["total", "script", "guess", "pick"]
    assert [exercise.kind for exercise in lesson.exercises] == list(Kind)
    add_up, two_names, shapes, views = lesson.exercises
    assert add_up.address == "basics/sums/add-up"
    assert add_up.cases == (
        Case(args=("torch.arange(3)",), note="three numbers"),
        Case(args=("randn(n)",), let={"n": "randint(1, 5)"}, times=3),
    )
    assert (add_up.observe, add_up.relax, add_up.difficulty) == (("args",), ("dtype",), 2)
    assert add_up.mistakes[0].id == "first"
    assert add_up.accepts[0].code.startswith("def add_up")
    assert "..." in add_up.starter
    assert "cumsum" in add_up.solution
    assert add_up.solution_path == small.root / "solutions/basics/sums/add-up.py"
    assert (two_names.names, two_names.let, two_names.times) == (("a", "b"), {"n": "randint(1, 4)"}, 2)
    assert (shapes.draw, shapes.questions[0].ask, shapes.mistakes[0].answer) == (1, "x.shape", "(3, 2)")
    assert shapes.mistakes[0].id == "mistake-1"
    assert [option.right for option in views.questions[0].options] == [None, False]
    assert views.questions[0].options[0].test == "x.T.data_ptr() == x.data_ptr()"


def test_lines_of_what_was_read(small: SmallCourse) -> None:
    """Protects the line numbers that later faults (of outputs, of mistakes) are reported with."""
    text = small.lesson.read_text().split("\n")
    page = next(load(small.root).lessons()).pages[0]
    assert text[page.line - 1] == "[[page]]"
    assert text[page.text_line - 1].startswith("The sum of all")
    assert page.exercise is not None
    assert text[page.exercise.line - 1] == "[page.exercise]"
    assert text[page.exercise.mistakes[0].line - 1] == "[[page.exercise.mistake]]"


def test_names_without_order_files(small: SmallCourse, other_lesson: Callable[..., Path]) -> None:
    """Protects the smallest courses: folders and files in the order of their names, digits no part of ids."""
    other_lesson("01-first")
    small.write("lessons/00-before/a.toml", small.lesson.read_text().split("[page.exercise]")[0])
    small.write("lessons/notes/read-me.txt", "no lesson, so no chapter")
    course = load(small.root)
    assert [chapter.id for chapter in course.chapters] == ["before", "basics"]
    assert [lesson.id for lesson in course.chapters[1].lessons] == ["first", "sums"]
    assert course.chapters[1].title == "Basics"
    assert course.faults == ()


def test_order_files(small: SmallCourse, other_lesson: Callable[..., Path]) -> None:
    """Protects titles and orders given by files, and what they say of ids that aren't there or were forgotten."""
    for stem in ("01-first", "09-last"):
        other_lesson(stem)
    small.write("lessons/course.toml", 'title = "All"\nlanguages = ["en", "zh"]\nchapters = ["basics",\n"bascis"]')
    small.write("lessons/01-basics/chapter.toml", 'title = "Basics!"\nsummary = "S"\nlessons = ["sums", "last"]')
    course = load(small.root)
    assert (course.title, course.languages) == ("All", ("en", "zh"))
    assert course.chapters[0].title == "Basics!"
    assert [lesson.id for lesson in course.lessons()] == ["sums", "last", "first"]
    assert messages(small.root) == [
        "lessons/01-basics/chapter.toml:3: `01-first.toml` is not in the list, and comes last; add `first`",
        "lessons/course.toml:4: there is no chapter `bascis`; did you mean `basics`?",
    ]
    assert [fault.severity for fault in course.faults] == ["warning", "error"]


def test_a_broken_lesson_leaves_the_rest(small: SmallCourse, other_lesson: Callable[..., Path]) -> None:
    """Protects the course from one bad file: it is listed with its reason, its neighbours work."""
    good = small.write("lessons/01-basics/03-good.toml", small.lesson.read_text())
    for folder in ("exercises", "solutions"):
        for name in ("add-up", "two-names"):
            text = (small.root / folder / "basics/sums" / f"{name}.py").read_text()
            small.write(f"{folder}/basics/good/{name}.py", text)
    other_lesson("04-other", "titel = 1\nminutes = '5'\nsumary = 'x'")
    small.lesson.write_text("title = 'x\n")
    course = load(small.root)
    sums, whole, other = course.lessons()
    assert not whole.broken
    assert whole.path == good
    assert len(whole.exercises) == 4
    assert sums.pages == ()
    assert [str(fault).replace(f"{small.root}/", "") for fault in sums.broken] == [
        'lessons/01-basics/02-sums.toml:2: bad TOML: expected "\'"; close the quote'
    ]
    assert [fault.line for fault in other.broken] == [2, 3, 4]
    assert other.title == "Other"


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"", 1, "is empty; write a lesson"),
        (b"title = 'a'\nx = '\xff'\n", 2, "holds byte 0xff, which is not UTF-8; save the file as UTF-8"),
        (b"\x7fELF\n\0\0", 2, "is a binary file; put a UTF-8 text file here"),
        (b"title = 1\ntitle = 2", 2, "bad TOML: cannot overwrite a value; each key is written once"),
        (b"a = " + b"[" * 5000, 1, "bad TOML: values nested too deeply"),
        (b"title = 'a'\nminutes = " + b"9" * 5000, 2, "bad TOML: a number has thousands of digits"),
        (b"minutes = 0x" + b"f" * 5000, 1, "`minutes` is a number beyond all bounds; write a whole number"),
        (b"title = 0x" + b"f" * 5000, 1, "`title` is a number beyond all bounds; write a text in quotes"),
        (b"#" * (5 * 1024 * 1024), 1, "is larger than 4 MiB"),
        (b"\xef\xbb\xbftitle = 1\r\npage = 2", 1, "`title` is the number 1; write a text in quotes"),
    ],
)
def test_files_that_cannot_be_read(small: SmallCourse, content: bytes, line: int, said: str) -> None:
    """Protects against what is no lesson at all: one clear line, and no traceback."""
    small.lesson.write_bytes(content)
    (lesson,) = load(small.root).lessons()
    assert (lesson.broken[0].path, lesson.broken[0].line) == (small.lesson, line)
    assert lesson.broken[0].message.startswith(said)


def test_a_pipe_in_a_files_place_is_not_waited_for(small: SmallCourse) -> None:
    """Protects against a course that would hang the program that reads it."""
    starter = small.root / "exercises/basics/sums/add-up.py"
    starter.unlink()
    os.mkfifo(starter)
    (lesson,) = load(small.root).lessons()
    assert lesson.broken[0].message.endswith(
        "exercises/basics/sums/add-up.py, is no regular file; put a text file here"
    )


def test_missing_starter_and_reference(small: SmallCourse) -> None:
    """Protects against an exercise without its files: both are named, at the exercise's line."""
    line = small.change('id = "add-up"', 'id = "sum-up"')
    course = load(small.root)
    assert [(fault.path, fault.line) for fault in course.faults] == [(small.lesson, line)] * 2
    assert messages(small.root) == [
        f"lessons/01-basics/02-sums.toml:{line}: the {what} of `basics/sums/sum-up`, {folder}/basics/sums/sum-up.py,"
        " is not there; write it"
        for what, folder in (("reference", "solutions"), ("starter", "exercises"))
    ]


def test_one_id_twice(small: SmallCourse, other_lesson: Callable[..., Path]) -> None:
    """Protects progress, which is kept under ids: two lessons or chapters of one id are a fault, and one is used."""
    twin = other_lesson("07-sums")
    small.write("lessons/02-basics/x.toml", "title = 'never read'")
    course = load(small.root)
    assert [lesson.path for lesson in course.lessons()] == [small.lesson]
    assert messages(small.root) == [
        f"lessons/01-basics/{twin.name}:1: has the id `sums`, as 02-sums.toml has; rename one of the two",
        "lessons/02-basics:1: has the id `basics`, as 01-basics has; rename one of the two",
    ]


def test_ids_in_file_names(small: SmallCourse) -> None:
    """Protects addresses from names that are no ids."""
    small.lesson.rename(small.lesson.with_name("02-Sums_Of.toml"))
    (lesson,) = load(small.root).lessons()
    assert lesson.broken[0].message.startswith("the file's name is no id: `Sums_Of`; write small letters")


def test_requirements_and_aliases(small: SmallCourse, other_lesson: Callable[..., Path]) -> None:
    """Protects links between lessons: what is required is there, an old id leads to one thing."""
    required = small.change("requires = []", 'requires = ["basics/other", "basics/othr"]')
    clash = small.change("difficulty = 2\n", 'difficulty = 2\naliases = ["plus", "views"]\n')
    other = other_lesson("03-other", 'requires = ["basics/other"]\naliases = ["old", "basics/sums"]')
    course = load(small.root)
    assert all(not lesson.broken for lesson in course.lessons())
    assert messages(small.root) == [
        f"lessons/01-basics/02-sums.toml:{required}: there is no lesson `basics/othr`; did you mean `basics/other`?",
        f"lessons/01-basics/02-sums.toml:{clash + 1}: the alias `views` leads to `basics/sums/views` already;"
        " an old id leads to one thing only",
        f"lessons/01-basics/{other.name}:2: the lesson requires itself; take it away",
        f"lessons/01-basics/{other.name}:3: the alias `basics/sums` leads to `basics/sums` already;"
        " an old id leads to one thing only",
    ]


def test_one_lesson_by_itself(small: SmallCourse) -> None:
    """Protects the preview of a file that is being written."""
    assert read_lesson(small.lesson, small.root).address == "basics/sums"
    line = small.change("minutes = 5", "minutes = 0")
    assert [fault.line for fault in read_lesson(small.lesson, small.root).broken] == [line]


def test_which_course(small: SmallCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the order in which a course is looked for: the command line, the environment, the built-in one."""
    monkeypatch.delenv("TUTOR_COURSE", raising=False)
    assert find_root() == CHECKOUT
    assert is_builtin(find_root())
    monkeypatch.setenv("TUTOR_COURSE", str(small.root))
    assert find_root() == small.root
    assert not is_builtin(find_root())
    assert find_root(CHECKOUT) == CHECKOUT


@pytest.mark.parametrize(
    ("name", "said"),
    [("absent", "there is no such folder"), ("file", "this is a file"), ("exercises", "holds no folder `lessons`")],
)
def test_no_course(small: SmallCourse, name: str, said: str) -> None:
    """Protects against a folder that is no course: one line that says so."""
    small.write("file", "x")
    with pytest.raises(CourseError, match=said) as caught:
        find_root(small.root / name)
    assert "\n" not in str(caught.value)
    with pytest.raises(CourseError, match=said):
        load(small.root / name)
