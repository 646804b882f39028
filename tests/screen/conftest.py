"""What the tests of the screen share: a small course, a store, an app without and with a runner."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.screen.material import Person, write_course
from tutor.course.loader import load
from tutor.course.model import Course
from tutor.grading.programs import PRELOAD
from tutor.progress.store import Store
from tutor.runner.client import Runner, RunnerError
from tutor.screen.app import TutorApp
from tutor.screen.session import Session


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of whoever runs the tests is read or written."""
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"TUTOR_{name}", str(tmp_path / "home" / name.lower()))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def course_folder(tmp_path: Path) -> Path:
    return write_course(tmp_path / "course")


@pytest.fixture
def course(course_folder: Path) -> Course:
    return load(course_folder)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "progress.db") as store:
        yield store


def no_runner() -> Runner:
    """Stands where nothing can be run: not a runner that pretends."""
    raise RunnerError("nothing can be run on this machine")


def real_runner() -> Runner:
    """A real one, whose host imports no more than it must."""
    return Runner(preload=PRELOAD, warm=())


Opening = Callable[..., Any]


@pytest.fixture
def opened(course: Course, store: Store) -> Opening:
    """Opens the app headless: `async with opened("start/steps#writing", size=(120, 40)) as pilot`."""

    @asynccontextmanager
    async def opening(
        address: str | None = None, *, size: tuple[int, int] = (120, 40), make_runner: Any = no_runner
    ) -> AsyncIterator[Pilot[Any]]:
        session = Session(course, store, make_runner)
        app = TutorApp(session, address)
        try:
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                yield pilot
        finally:
            await session.desk.close()

    return opening


@pytest.fixture
def person(course_folder: Path, tmp_path: Path) -> Iterator[Callable[..., Person]]:
    """Seats someone at a real terminal before the small course, with a light host if not told otherwise."""
    seated: list[Person] = []

    def seat(*arguments: str, size: tuple[int, int] = (80, 24), **more: Any) -> Person:
        words = ["--course", str(course_folder), "start", *arguments]
        seated.append(Person(words, tmp_path / f"person-{len(seated)}", size, **{"host": "light", **more}))
        return seated[-1]

    yield seat
    for one in seated:
        one.close()
