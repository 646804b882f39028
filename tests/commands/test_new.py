"""Protects authors at their first step: the draft works, says what comes next, and never writes over anything."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Ran, is_one_line
from tutor.cli import main
from tutor.course.document import Document, read_document
from tutor.course.lint import lint
from tutor.course.loader import load
from tutor.course.new_lesson import with_one_more

Tutor = Callable[..., Ran]


@pytest.fixture
def author(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Tutor:
    """Runs a command on a course that is not there yet."""

    def run(*words: str | Path) -> Ran:
        capsys.readouterr()
        status = main(["--course", str(tmp_path / "mine"), *map(str, words)])
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return run


def files_of(root: Path) -> dict[str, str]:
    return {str(path.relative_to(root)): path.read_text() for path in root.rglob("*") if path.is_file()}


def test_a_course_from_nothing_lints_and_verifies(author: Tutor, tmp_path: Path) -> None:
    """Protects the promise to authors: what `tutor new` writes is a whole course that can be trusted."""
    ran = author("new", "first-steps/shares-of-all")
    assert (ran.status, ran.err) == (0, "")
    for said in ("lint", "verify first-steps/shares-of-all", "start first-steps", "01-shares-of-all.toml"):
        assert said in ran.out
    course = load(tmp_path / "mine")
    assert [str(fault) for fault in lint(course) if fault.severity == "error"] == []
    assert [exercise.kind for exercise in course.exercises()] == ["function", "predict"]
    verified = author("verify", "--seeds", "2", "--json")
    assert verified.status == 0, verified.out


def test_lint_tells_what_is_left_to_do(author: Tutor, tmp_path: Path) -> None:
    """Protects authors from publishing a draft: every TODO is told with its line, until it is gone."""
    author("new", "a/b")
    ran = author("lint", "--json")
    told = [fault for fault in ran.json["faults"] if "TODO" in fault["message"]]
    assert ran.status == 0
    assert len(told) >= 8
    lesson = tmp_path / "mine" / "lessons" / "01-a" / "01-b.toml"
    assert {fault["path"] for fault in told} >= {str(lesson), str(lesson.with_name("chapter.toml"))}
    lines = lesson.read_text().splitlines()
    assert all("TODO" in lines[fault["line"] - 1] for fault in told if fault["path"] == str(lesson))
    lesson.write_text("\n".join(line for line in lines if "TODO" not in line))
    left = [fault for fault in lint(load(tmp_path / "mine")) if fault.path == lesson]
    assert left == []


def test_the_next_one_is_numbered_and_listed(author: Tutor, tmp_path: Path) -> None:
    """Protects the order of lessons and chapters, which the files' numbers and lists both give."""
    for address in ("a/one", "a/two", "b/one"):
        assert author("new", address).status == 0
    root = tmp_path / "mine"
    course = load(root)
    assert [lesson.address for lesson in course.lessons()] == ["a/one", "a/two", "b/one"]
    assert [lesson.path.name for lesson in course.lessons()] == ["01-one.toml", "02-two.toml", "01-one.toml"]
    assert [chapter.path.name for chapter in course.chapters] == ["01-a", "02-b"]
    assert course.faults == ()
    assert '["one", "two"]' in (root / "lessons" / "01-a" / "chapter.toml").read_text()


def test_a_course_without_numbers_stays_so(tutor: Tutor, course: Path) -> None:
    """Protects an author's own order: unnumbered chapters get no number, and no list is begun for them."""
    ran = tutor("new", "statistics/means")
    assert ran.status == 0
    assert (course / "lessons" / "statistics" / "01-means.toml").is_file()
    described = (course / "lessons" / "course.toml").read_text()
    assert 'chapters = ["arithmetic", "statistics"]' in described


@pytest.mark.parametrize(
    "there",
    [
        "lessons/01-a/07-b.toml",
        "exercises/a/b/shares.py",
        "solutions/a/b/shares.py",
    ],
)
def test_nothing_is_written_over(author: Tutor, tmp_path: Path, there: str) -> None:
    """Protects an author's work: if any file is there, none is written."""
    root = tmp_path / "mine"
    (root / there).parent.mkdir(parents=True)
    (root / there).write_text("mine")
    ran = author("new", "a/b")
    assert ran.status == 2
    assert is_one_line(ran.err)
    assert there in ran.err
    assert files_of(root) == {there: "mine"}


def test_all_or_nothing(author: Tutor, tmp_path: Path) -> None:
    """Protects a course from half a lesson, where one of the folders can't be made."""
    root = tmp_path / "mine"
    root.mkdir()
    (root / "solutions").write_text("a file")
    ran = author("new", "a/b")
    assert ran.status == 2
    assert is_one_line(ran.err)
    assert files_of(root) == {"solutions": "a file"}


@pytest.mark.parametrize("address", ["", "a", "a/b/c", "A/b", "a/b_c", "a/..", "01-a/b.toml", "a/é"])
def test_odd_addresses_are_told(author: Tutor, tmp_path: Path, address: str) -> None:
    """Protects from ids that nothing could be kept under, and from paths in their place."""
    ran = author("new", address)
    assert ran.status == 2
    assert is_one_line(ran.err)
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('lessons = ["a"]', 'lessons = ["a", "new"]'),
        ("lessons = []", 'lessons = ["new"]'),
        ('lessons = ["a",]\ntitle = "x"', 'lessons = ["a", "new"]\ntitle = "x"'),
        ('lessons = [\n  "a",  # first ]\n]', 'lessons = [\n  "a",  # first ]\n  "new",\n]'),
        ('title = "lessons = [1]"\nlessons = ["a"]', 'title = "lessons = [1]"\nlessons = ["a", "new"]'),
        ('lessons = ["new"]', 'lessons = ["new"]'),
    ],
)
def test_lists_grow_where_they_stand(tmp_path: Path, before: str, after: str) -> None:
    """Protects an author's comments and layout in the file whose list grows."""
    path = tmp_path / "chapter.toml"
    path.write_text(before)
    document = read_document(path)
    assert isinstance(document, Document)
    assert with_one_more(document, "lessons", "new") == after


def test_a_list_that_cannot_grow_is_left_to_the_author(author: Tutor, tmp_path: Path) -> None:
    """Protects a file that is written in a way the program doesn't know: told, and left as it is."""
    chapter = tmp_path / "mine" / "lessons" / "a"
    chapter.mkdir(parents=True)
    (chapter / "chapter.toml").write_text('"lessons" = ["b"]\n')
    (chapter / "b.toml").write_text('title = "B"\n[[page]]\nid = "p"\ntitle = "P"\ntext = "Words."\n')
    ran = author("new", "a/c")
    assert ran.status == 0
    assert 'add "c" to `lessons` yourself' in ran.out
    assert (chapter / "chapter.toml").read_text() == '"lessons" = ["b"]\n'


def test_a_damaged_list_is_told(author: Tutor, tmp_path: Path) -> None:
    """Protects an author whose chapter.toml can't be read: the draft is written, and the damage told."""
    chapter = tmp_path / "mine" / "lessons" / "a"
    chapter.mkdir(parents=True)
    (chapter / "chapter.toml").write_text("lessons = [\n")
    ran = author("new", "a/b")
    assert ran.status == 0
    assert f"{chapter / 'chapter.toml'}:" in ran.out
    assert (chapter / "chapter.toml").read_text() == "lessons = [\n"


def test_ids_are_written_down_for_good(author: Tutor, tmp_path: Path) -> None:
    """Protects a release: its ids are kept, but not those of a course with an error in it."""
    author("new", "a/b")
    released = tmp_path / "mine" / "lessons" / "released-ids.txt"
    assert author("lint", "--release", "--json").json == {"ok": True, "path": str(released), "added": 4}
    assert "a/b/shares\n" in released.read_text()
    before = released.read_text()
    (tmp_path / "mine" / "lessons" / "01-a" / "01-b.toml").write_text("")
    ran = author("lint", "--release")
    assert (ran.status, is_one_line(ran.err)) == (1, True)
    assert released.read_text() == before


def test_the_schema_is_printed(tutor: Tutor) -> None:
    """Protects editors: one JSON Schema and nothing else, for each kind of file."""
    for what in ((), ("lesson",), ("chapter",), ("course",), ("translation",)):
        ran = tutor("schema", *what)
        assert ran.status == 0
        assert json.loads(ran.out)["$schema"].endswith("2020-12/schema")
    assert tutor("schema", "page").status == 2
