"""Protects that a save is noticed once, at once, and whole, whichever way an editor writes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tutor.screen.saved_file import LOOK_EVERY, SavedFile


def in_place(path: Path, text: str) -> None:
    path.write_text(text)


def by_renaming(path: Path, text: str) -> None:
    """As vim does: the old file moved away, a new one written."""
    path.replace(path.with_name(path.name + "~"))
    path.write_text(text)


def atomically(path: Path, text: str) -> None:
    beside = path.with_name("4913.tmp")
    beside.write_text(text)
    beside.replace(path)


def in_pieces(path: Path, text: str) -> None:
    with path.open("w") as file:
        for letter in text:
            file.write(letter)
            file.flush()


def removed_and_made(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text)


def through_a_link(path: Path, text: str) -> None:
    target = path.with_name("elsewhere.py")
    target.write_text(text)
    path.unlink()
    path.symlink_to(target)


WAYS = [in_place, by_renaming, atomically, in_pieces, removed_and_made, through_a_link]


@asynccontextmanager
async def watching(path: Path, polling: bool) -> AsyncIterator[Callable[[], list[str]]]:
    """Keeps what stood in `path` at each save."""
    file = SavedFile(path, polling=polling)
    found: list[str] = []
    told = file.telling()
    assert (told is None) == polling

    async def count() -> None:
        while True:
            await file.saved(told)
            found.append(path.read_text())

    task = asyncio.create_task(count())
    await asyncio.sleep(0)
    try:
        yield lambda: found
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        if told is not None:
            told.close()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.005)


@pytest.mark.parametrize("polling", [False, True])
@pytest.mark.parametrize("save", WAYS)
async def test_each_save_is_seen_once_and_whole(
    tmp_path: Path, save: Callable[[Path, str], None], polling: bool
) -> None:
    path = tmp_path / "answer.py"
    path.write_text("first\n")
    async with watching(path, polling) as found:
        for number in range(3):
            save(path, f"text {number}\n")
            await until(lambda n=number: len(found()) > n)
        await asyncio.sleep(4 * LOOK_EVERY)
    assert found() == [f"text {number}\n" for number in range(3)]


@pytest.mark.parametrize("polling", [False, True])
async def test_a_file_that_was_emptied_is_taken_once_it_is_written(tmp_path: Path, polling: bool) -> None:
    path = tmp_path / "answer.py"
    path.write_text("first\n")
    async with watching(path, polling) as found:
        with path.open("w") as file:  # emptied here, as editors do, and written a moment later
            await asyncio.sleep(2 * LOOK_EVERY)
            file.write("whole\n")
        await until(lambda: bool(found()))
        assert found() == ["whole\n"]


async def test_nothing_is_told_of_other_files_or_of_looking(tmp_path: Path) -> None:
    path = tmp_path / "answer.py"
    path.write_text("first\n")
    async with watching(path, False) as found:
        (tmp_path / "other.py").write_text("x")
        path.read_text()
        path.open("a").close()
        await asyncio.sleep(4 * LOOK_EVERY)
        assert not found()
        path.write_text("x\n")
        await until(lambda: bool(found()))


async def test_a_file_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "answer.py"
    async with watching(path, False) as found:
        path.write_text("here\n")
        await until(lambda: bool(found()))


async def test_a_folder_that_is_gone_and_comes_back_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "answer.py"
    path.parent.mkdir()
    path.write_text("first\n")
    async with watching(path, False) as found:
        path.unlink()
        path.parent.rmdir()
        await asyncio.sleep(2 * LOOK_EVERY)
        path.parent.mkdir()
        path.write_text("second\n")
        await until(lambda: bool(found()))


async def test_watching_costs_no_descriptor_once_it_has_ended(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    for _ in range(3):
        async with watching(tmp_path / "answer.py", False):
            pass
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
