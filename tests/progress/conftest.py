"""What tests of progress share: a file to keep it in, verdicts, and a small course."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tutor.course.model import Chapter, Course, Exercise, Kind, Lesson, Page
from tutor.grading.verdict import Outcome, Verdict
from tutor.progress.store import Store

ADDRESS = "tensors/broadcasting/stretch"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a progress file may be made; its folder isn't there yet."""
    return tmp_path / "data" / "progress.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A store on a new file."""
    with Store(path) as store:
        yield store


def verdict(outcome: Outcome = "failed", address: str = ADDRESS, **more: object) -> Verdict:
    """A verdict as grading gives it."""
    return Verdict(exercise=address, verdict=outcome, seed=7, seconds=0.02, **more)  # type: ignore[arg-type]


def exercise(address: str = ADDRESS, **more: object) -> Exercise:
    """An exercise with two hints."""
    given = {"hints": ("look", "look there")} | more
    return Exercise(id=address.rpartition("/")[2], address=address, kind=Kind.FUNCTION, title="T", goal="G", **given)  # type: ignore[arg-type]


def course(*lessons: tuple[str, list[Exercise]], aliases: tuple[str, ...] = ()) -> Course:
    """A course of one chapter, `tensors`; every lesson bears `aliases`."""
    made = tuple(
        Lesson(
            id=name,
            address=f"tensors/{name}",
            title=name,
            aliases=aliases,
            pages=tuple(Page(one.id, one.title, "", one) for one in exercises),
        )
        for name, exercises in lessons
    )
    return Course(root=Path("nowhere"), title="C", chapters=(Chapter("tensors", "Tensors", lessons=made),))


def as_nobody(action: Callable[[], str], user: int = 65534) -> str:
    """What `action` returns when it is done by a user who owns nothing: rights do not bind root."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(user)
                os.setuid(user)
            said = action()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return said
