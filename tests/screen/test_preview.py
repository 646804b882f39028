"""Protects authors at work: each save is seen and shown where one was, a broken file ends nothing, nothing is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.screen.conftest import no_runner, real_runner
from tests.screen.material import LESSON, SOLUTION, STARTER, Person
from tests.screen.test_lesson import page_text, until
from tutor.course.lines import plain, width_of
from tutor.progress.store import Store
from tutor.screen.preview import PreviewApp, PreviewScreen
from tutor.screen.preview_report import Proofs, report, title
from tutor.screen.preview_source import LessonOnDisk
from tutor.screen.session import Session

BROKEN = LESSON.replace('title = "First steps"', 'title = "First steps')
QUIT = "\x11"


@pytest.fixture
def lesson(course_folder: Path) -> Path:
    return course_folder / "lessons" / "01-start" / "01-steps.toml"


@pytest.fixture
def on_disk(course_folder: Path, lesson: Path) -> LessonOnDisk:
    return LessonOnDisk(course_folder, lesson)


@asynccontextmanager
async def previewed(
    files: LessonOnDisk, *, size: tuple[int, int] = (120, 40), make_runner: Any = no_runner
) -> AsyncIterator[Pilot[Any]]:
    """The preview of `files`, headless."""
    reading = files.read()
    assert reading.course is not None
    with Store.in_memory() as store:
        session = Session(reading.course, store, make_runner)
        app = PreviewApp(session, files, reading)
        try:
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                yield pilot
        finally:
            await session.desk.close()


def screen_of(pilot: Pilot[Any]) -> PreviewScreen:
    assert isinstance(pilot.app.screen, PreviewScreen)
    return pilot.app.screen


def strip_text(screen: PreviewScreen) -> str:
    return plain(screen.strip.view.lines)  # type: ignore[arg-type]


def save(path: Path, text: str) -> None:
    """Save as many editors do: another file takes the place of the one before."""
    other = path.with_name(f"{path.name}.part")
    other.write_text(text)
    other.replace(path)


async def test_a_save_is_shown_on_the_page_where_one_was(on_disk: LessonOnDisk, lesson: Path) -> None:
    async with previewed(on_disk) as pilot:
        screen = screen_of(pilot)
        await pilot.press("ctrl+n")
        assert "Write it." in page_text(screen)
        before = '[[page]]\nid = "new"\ntitle = "New"\ntext = "Put before."\n\n[[page]]\nid = "writing"'
        save(lesson, LESSON.replace('[[page]]\nid = "writing"', before).replace("Write it.", "Write it anew."))
        await until(pilot, lambda: "Write it anew." in page_text(screen))
        assert (screen.work.page.id, screen.work.number) == ("writing", 2)
        assert "page 3 of 5" in screen.query_one("#top").plain  # type: ignore[attr-defined]


async def test_the_starter_is_watched_too(on_disk: LessonOnDisk, course_folder: Path) -> None:
    async with previewed(on_disk) as pilot:
        screen = screen_of(pilot)
        await pilot.press("ctrl+n")
        editor = screen.bench.answer.editor
        assert editor.text == STARTER
        save(course_folder / "exercises/start/steps/double.py", STARTER.replace("...", "x"))
        await until(pilot, lambda: "return x" in editor.text)
        assert editor.has_focus


async def test_a_page_that_is_gone_leaves_one_on_the_lesson(on_disk: LessonOnDisk, lesson: Path) -> None:
    async with previewed(on_disk) as pilot:
        screen = screen_of(pilot)
        await pilot.press("ctrl+n", "ctrl+n", "ctrl+n")
        assert screen.work.page.id == "predicting"
        save(lesson, LESSON[: LESSON.index('[[page]]\nid = "choosing"')])
        await until(pilot, lambda: len(screen.lesson.pages) == 2)
        assert screen.work.page.id == "writing"


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_a_broken_file_keeps_the_last_whole_page(
    on_disk: LessonOnDisk, lesson: Path, size: tuple[int, int]
) -> None:
    """A file that can't be read is told with its line, and the page stays until the next save."""
    async with previewed(on_disk, size=size) as pilot:
        screen = screen_of(pilot)
        await pilot.press("ctrl+n")
        save(lesson, BROKEN)
        await until(pilot, lambda: "01-steps.toml:2: bad TOML" in strip_text(screen))
        assert "1 error" in screen.strip.plain and "the last whole page" in screen.strip.plain
        assert "verify waits" in screen.strip.plain
        assert "Write it." in page_text(screen) and screen.work.page.id == "writing"
        assert screen.strip.view.size.height

        save(lesson, LESSON.replace("Write it.", "Mended.").replace('kind = "function"', 'kind = "funktion"'))
        await until(pilot, lambda: "funktion" in strip_text(screen))
        assert "Write it." in page_text(screen)

        lesson.unlink()
        await until(pilot, lambda: "is not there" in strip_text(screen))
        assert "Write it." in page_text(screen)

        save(lesson, LESSON.replace("Write it.", "Mended."))
        await until(pilot, lambda: "Mended." in page_text(screen))
        assert "error" not in screen.strip.plain and "the last whole page" not in screen.strip.plain


async def test_a_file_that_was_never_whole_is_shown_once_it_is(on_disk: LessonOnDisk, lesson: Path) -> None:
    lesson.write_text(BROKEN)
    async with previewed(on_disk) as pilot:
        screen = screen_of(pilot)
        assert "can't be shown as it is" in page_text(screen) and "01-steps.toml:2:" in strip_text(screen)
        assert "the last whole page" not in screen.strip.plain
        save(lesson, LESSON)
        await until(pilot, lambda: "no markup" in page_text(screen))


async def test_lint_is_told_at_once_and_only_of_this_lesson(on_disk: LessonOnDisk, lesson: Path) -> None:
    async with previewed(on_disk) as pilot:
        screen = screen_of(pilot)
        save(lesson, LESSON.replace("Write it.", "[Write](nowhere/at-all) it. TODO"))
        await until(pilot, lambda: "nowhere/at-all" in strip_text(screen))
        await pilot.press("ctrl+n")
        assert "it. TODO" in page_text(screen)  # it can be shown, so it is
        assert "02-broken.toml" not in strip_text(screen)
        assert "verify: nothing can be run: nothing can be run on this machine" in strip_text(screen)


async def test_verify_is_told_and_begins_again_at_the_next_save(
    on_disk: LessonOnDisk, lesson: Path, course_folder: Path
) -> None:
    """A reference that is wrong, a mistake that passes, a page that raises: each is one line, gone once mended."""
    solution = course_folder / "solutions/start/steps/double.py"
    async with previewed(on_disk, make_runner=real_runner) as pilot:
        screen = screen_of(pilot)
        await until(pilot, lambda: screen.proofs.state == "done")
        proved = len(screen.proofs.results)
        assert f"all {proved} proved" in screen.strip.plain and proved >= 6

        save(lesson, LESSON.replace("return x * x", "return x + x"))
        await until(pilot, lambda: "mistake `squares` must fail" in strip_text(screen))
        save(solution, "def double(x):\n    return y\n")
        await until(pilot, lambda: "verify double: the reference does not pass" in strip_text(screen))
        save(solution, SOLUTION)
        save(lesson, LESSON.replace("1 + 1", "1 + undefined"))
        await until(pilot, lambda: "page `reading`" in strip_text(screen) and screen.proofs.state == "done")
        assert f"1 failed, {proved - 1} proved" in screen.strip.plain
        assert "verify 01-steps.toml:" in strip_text(screen)

        save(lesson, LESSON)
        await until(pilot, lambda: f"all {proved} proved" in screen.strip.plain)
        assert strip_text(screen).count("verify") == 0
        assert "→ 2" in page_text(screen)


async def test_nothing_is_kept(on_disk: LessonOnDisk, tmp_path: Path) -> None:
    """Progress and drafts of whoever writes lessons are not touched by what they try in one."""
    async with previewed(on_disk) as pilot:
        await pilot.press("ctrl+n", "ctrl+g", "x", "ctrl+p", "ctrl+n", "ctrl+q")
    assert not list((tmp_path / "home").rglob("*.db"))


async def test_all_that_is_said_can_be_read(on_disk: LessonOnDisk, lesson: Path) -> None:
    """Where there is no room for all of it, one key gives room, and gives it back."""
    save(lesson, LESSON.replace("Write it.", " ".join(f"[a](nowhere/{n})" for n in range(30))))
    async with previewed(on_disk, size=(80, 24)) as pilot:
        screen = screen_of(pilot)
        await until(pilot, lambda: "^f more" in screen.strip.plain)
        assert screen.strip.size.height <= 7
        await pilot.press("ctrl+f")
        await until(pilot, lambda: screen.strip.size.height > 10)
        await pilot.press("end")
        assert not screen.strip.view.is_scrolled_out
        await pilot.press("escape")
        await until(pilot, lambda: screen.strip.size.height <= 7)
        assert screen.text.has_focus


async def test_there_is_neither_a_map_nor_a_page_after_the_last(on_disk: LessonOnDisk) -> None:
    async with previewed(on_disk) as pilot:
        screen = screen_of(pilot)
        await pilot.press("ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
        assert screen.work.number == 3 and "the last page" in screen.query_one("#keys").plain  # type: ignore[attr-defined]
        await pilot.press("ctrl+t")
        assert pilot.app.screen is screen and "tutor start" in screen.query_one("#keys").plain  # type: ignore[attr-defined]


def test_stamps_tell_what_belongs_to_the_lesson(on_disk: LessonOnDisk, lesson: Path, course_folder: Path) -> None:
    """A save is seen even if it changes neither the size nor the time; what belongs to others is not looked at."""
    before = on_disk.stamps()
    assert {path.name for path in before} == {"01-steps.toml", "chapter.toml", "double.py"} and len(before) == 4
    (course_folder / "solutions/start/steps/notes.txt").write_text("")
    save(lesson.with_name("02-broken.toml"), "")
    assert on_disk.stamps() == before
    save(lesson, LESSON)
    assert on_disk.stamps() != before
    before = on_disk.stamps()
    lesson.with_name("01-steps.zh.toml").write_text("")
    assert on_disk.stamps() != before


def test_a_translation_is_previewed_in_its_language(course_folder: Path, lesson: Path) -> None:
    words = lesson.with_name("01-steps.zh.toml")
    words.write_text('title = "第一步"\n')
    reading = LessonOnDisk(course_folder, words).read()
    assert reading.lesson is not None and reading.lesson.title == "第一步"
    assert words in {fault.path for fault in reading.faults}  # much of it is not translated


def test_the_report_fits_its_width_and_puts_errors_first(on_disk: LessonOnDisk, lesson: Path) -> None:
    from tutor.grading.verify import Result

    lesson.write_text(LESSON.replace("Write it.", "TODO [a](nowhere/at-all)"))
    faults = on_disk.read().faults
    message = "mistake `squares` must fail: passed, 字" + " and on" * 40
    proofs = Proofs("done", [Result("start/steps/double", "mistake", False, message), Result("a/b", "page", True)])
    for width in (40, 78, 158):
        lines = report(on_disk, faults, proofs, width, whole=False)
        assert max(width_of(one) for one in lines) <= width
        assert plain(lines[-1:]).startswith("verify double: mistake") and plain(lines[-1:]).endswith("…")
        assert plain(report(on_disk, faults, proofs, width)).split()[-1] == "on"
        assert "nowhere" in plain(lines[:2]) and "(warning)" in plain(lines)
    said = "".join(text for text, _ in title(faults, proofs))
    warnings = sum(fault.severity == "warning" for fault in faults)
    assert said == f"lint 1 error, {warnings} warnings   verify 1 failed, 1 proved" and warnings > 1


@pytest.fixture
def author(lesson: Path, tmp_path: Path) -> Iterator[Callable[..., Person]]:
    """Seats someone at a real terminal before the preview of the small lesson."""
    seated: list[Person] = []

    def seat(size: tuple[int, int]) -> Person:
        seated.append(Person(["preview", str(lesson)], tmp_path / "author", size))
        return seated[-1]

    yield seat
    for one in seated:
        one.close()


def test_on_a_real_terminal(author: Callable[..., Person], lesson: Path, tmp_path: Path) -> None:
    """From a whole lesson to a broken one and back, drawn whole each time; then left, with nothing kept."""
    seated = author((80, 24))
    seated.until(r"all \d+ proved")
    seated.press("\x0e")
    seated.until("Write it")
    save(lesson, BROKEN)
    seated.until("01-steps.toml:2: bad TOML")
    assert "Write it." in seated.text and "the last whole page" in seated.text
    save(lesson, LESSON.replace("Write it.", "Written again."))
    seated.until("Written again")
    seated.until(r"all \d+ proved")
    assert "bad TOML" not in seated.text and "page 2 of 4" in seated.screen.display[0]
    seated.press(QUIT)
    assert seated.ended() == 0
    assert not (tmp_path / "author" / "data").exists()
