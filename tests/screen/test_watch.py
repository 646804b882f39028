"""Protects `tutor watch`: whoever saves in an editor of their own is told the verdict, on a screen or in lines."""

from __future__ import annotations

import asyncio
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.screen.conftest import no_runner, real_runner
from tests.screen.material import SOLUTION, STARTER, Person
from tutor.course.loader import load
from tutor.course.model import Course
from tutor.progress.store import Store
from tutor.screen.answer_file import NoFile, open_file, shown
from tutor.screen.session import Session
from tutor.screen.watching import Checking, Happening, Judged, Opened, Trouble, Unreadable, Watching

DOUBLE, VIEWS, SHAPE = "start/steps/double", "start/steps/views", "start/steps/shape-of"
WRONG = "def double(x):\n    return x * x\n"
NEXT, HINT, TURN, QUIT = "\x0e", "\x07", "\x0f", "\x11"


class Lines:
    """`tutor watch --plain` with pipes at both ends."""

    def __init__(self, course: Path, folder: Path) -> None:
        words = ["--course", str(course), "watch", "--plain", "--folder", str(folder), "start/steps"]
        self.child = subprocess.Popen(
            [sys.executable, "-m", "tutor.cli", *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.said = ""
        self._read_to = 0

    def until(self, pattern: str, seconds: float = 90.0) -> str:
        """Wait until `pattern` is said after what was waited for before; what was said up to its end."""
        end = time.monotonic() + seconds
        assert self.child.stdout is not None
        while not (found := re.compile(pattern).search(self.said, self._read_to)):
            ready, _, _ = select.select([self.child.stdout], [], [], max(0.0, end - time.monotonic()))
            data = os.read(self.child.stdout.fileno(), 65536) if ready else b""
            assert data, f"{pattern!r} was not said:\n{self.said}"
            self.said += data.decode()
        told = self.said[self._read_to : found.end()]
        self._read_to = found.end()
        return told

    def type(self, letter: str) -> None:
        assert self.child.stdin is not None
        self.child.stdin.write(f"{letter}\n".encode())
        self.child.stdin.flush()


@pytest.fixture
def lines(course_folder: Path, tmp_path: Path) -> Iterator[Lines]:
    """Someone at `tutor watch --plain`."""
    one = Lines(course_folder, tmp_path)
    yield one
    one.child.kill()
    one.child.communicate()


def test_every_kind_of_exercise_is_done_by_saving_files_and_reading_lines(lines: Lines, tmp_path: Path) -> None:
    file = tmp_path / "start" / "steps" / "double.py"
    lines.until("q to leave")
    assert file.read_text() == STARTER and str(file) in lines.said
    file.write_text(WRONG)
    lines.until("Saved. Checking.")
    lines.until("That is the square.")
    lines.type("h")
    lines.until("It is a sum.")
    file.write_text(SOLUTION)
    lines.until("Passed.")
    lines.type("n")
    lines.until("q to leave")
    answers = tmp_path / "start" / "steps" / "views.txt"
    answers.write_text(answers.read_text() + "b\n")
    lines.until("`clone` copies.|Not yet")
    answers.write_text(answers.read_text().replace("\nb\n", "\na\n"))
    lines.until("Passed.")
    lines.type("n")
    asked = lines.until("q to leave")
    number = re.search(r"n = (\d)", asked)
    assert number is not None and "x.shape" in asked
    answers = tmp_path / "start" / "steps" / "shape-of.txt"
    answers.write_text(answers.read_text() + f"({number[1]}, 3)\n")
    lines.until("Passed.")
    lines.type("n")
    lines.until("no exercise beyond")
    lines.type("q")
    assert lines.child.wait(60) == 0
    assert "\x1b" not in lines.said
    with Store(course=identity_of(lines)) as store:
        assert {store.standing(one).state for one in (DOUBLE, VIEWS, SHAPE)} == {"passed"}
        assert store.draft(DOUBLE) == SOLUTION and store.attempts(DOUBLE) == 2


def identity_of(lines: Lines) -> str:
    from tutor.progress.aliases import identity

    return identity(Path(lines.child.args[4]), built_in=False)  # type: ignore[index, arg-type]


def test_the_small_screen_shows_the_file_the_verdict_and_the_way_on(course_folder: Path, tmp_path: Path) -> None:
    words = ["--course", str(course_folder), "watch", "--folder", str(tmp_path), DOUBLE]
    seated = Person(words, tmp_path / "person", (40, 12))
    file = tmp_path / "start" / "steps" / "double.py"
    try:
        seated.until("made for you")
        assert "double.py" in seated.screen.display[1] and "F1 help" in seated.screen.display[-1]
        file.write_text(WRONG)
        seated.until("cases pass|That is the square")
        seated.press(TURN)
        seated.until("Write it")
        seated.press(HINT)
        seated.until("It is a sum")
        file.write_text(SOLUTION)
        seated.until("Passed")
        seated.until("passed *$|passed *\n")
        seated.press(NEXT)
        seated.until("views.txt")
        seated.press(QUIT)
        assert seated.ended() == 0
    finally:
        seated.close()


@asynccontextmanager
async def watched(
    course: Course, store: Store, folder: Path, make_runner: Callable[[], object] = no_runner
) -> AsyncIterator[tuple[Watching, list[Happening]]]:
    """Someone who watches, and all that was told."""

    def read(path: Path) -> str:
        try:
            return path.read_text()
        except OSError as error:
            raise Unreadable(str(error)) from None

    told: list[Happening] = []
    session = Session(course, store, make_runner)  # type: ignore[arg-type]
    watching = Watching(session, read, folder, told.append)
    try:
        yield watching, told
    finally:
        await watching.close()
        await session.desk.close()


async def until(told: list[Happening], kind: type[Happening], count: int = 1) -> list[Happening]:
    async with asyncio.timeout(90):
        while len(found := [one for one in told if isinstance(one, kind)]) < count:
            await asyncio.sleep(0.005)
    return found


async def test_a_save_ends_the_check_before_and_only_what_was_judged_counts(
    course: Course, store: Store, tmp_path: Path
) -> None:
    async with watched(course, store, tmp_path, real_runner) as (watching, told):
        await watching.open(DOUBLE)
        file = tmp_path / "start" / "steps" / "double.py"
        file.write_text("while True: pass\n")
        await until(told, Checking)
        file.write_text(SOLUTION)
        (judged,) = await until(told, Judged)
        assert isinstance(judged, Judged) and judged.verdict.verdict == "passed"
        assert store.attempts(DOUBLE) == 1
        watching.check()  # the same text again is no new attempt
        await until(told, Judged, 2)
        assert store.attempts(DOUBLE) == 1


async def test_a_file_that_is_there_is_the_learners_and_the_draft_is_not_lost(
    course: Course, store: Store, tmp_path: Path
) -> None:
    with Store(store.path, course="builtin") as screen:
        screen.save_draft(DOUBLE, "from the screen\n")
    file = tmp_path / "start" / "steps" / "double.py"
    file.parent.mkdir(parents=True)
    file.write_text("mine\n")
    async with watched(course, store, tmp_path) as (watching, told):
        await watching.open(DOUBLE)
        await until(told, Trouble)  # nothing can be run here
        assert file.read_text() == "mine\n"
        assert store.draft(DOUBLE) == "mine\n"
        assert store.drafts_set_aside(DOUBLE) == ["from the screen\n"]


async def test_a_new_file_begins_with_the_draft(course: Course, store: Store, tmp_path: Path) -> None:
    store.save_draft(DOUBLE, "from the screen\n")
    async with watched(course, store, tmp_path) as (watching, told):
        await watching.open(DOUBLE)
        (opened,) = await until(told, Opened)
        assert isinstance(opened, Opened) and opened.file.made
        assert opened.file.path.read_text() == "from the screen\n"


async def test_questions_in_a_file_from_before_keep_their_numbers(course: Course, store: Store, tmp_path: Path) -> None:
    """A file that was filled last week is judged with the questions that stand in it."""
    file = tmp_path / "start" / "steps" / "shape-of.txt"
    async with watched(course, store, tmp_path, real_runner) as (watching, told):
        await watching.open(SHAPE)
        before = file.read_text()
        store.set_posed_seed(SHAPE, 4711)
        await watching.open(SHAPE)
        first, again = await until(told, Opened, 2)
        assert isinstance(first, Opened) and isinstance(again, Opened)
        assert file.read_text() == before and not again.file.made and first.posed == again.posed


async def test_what_to_begin_with(course: Course, store: Store, tmp_path: Path) -> None:
    async with watched(course, store, tmp_path) as (watching, _):
        assert watching.first(None) == DOUBLE
        assert watching.first(SHAPE) == SHAPE
        assert watching.first("start/steps") == watching.first("start") == DOUBLE
        store.set_place("start/steps#choosing")
        assert watching.first(None) == VIEWS
        assert watching.neighbour(1) is None
        await watching.open(DOUBLE)
        assert (watching.neighbour(1), watching.neighbour(-1)) == (VIEWS, None)


def test_what_is_in_the_way_is_told_in_one_line(course_folder: Path, tmp_path: Path) -> None:
    exercise = next(load(course_folder).exercises())
    (tmp_path / "start").write_text("a file where a folder has to be")
    with pytest.raises(NoFile, match=r"can't be made.*--folder"):
        open_file(tmp_path, exercise, "")
    folder = tmp_path / "other"
    (folder / "start" / "steps" / "double.py").mkdir(parents=True)
    with pytest.raises(NoFile, match="in the way"):
        open_file(folder, exercise, "")


def test_a_path_keeps_its_end_where_there_is_little_room() -> None:
    assert shown(Path("/a/very/long/way/to/the/file.py"), 12) == "…the/file.py"
    assert shown(Path.cwd() / "start" / "double.py", 40) == "start/double.py"
