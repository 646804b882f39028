"""What a search of a course finds: lessons, pages, exercises, terms, names. *Screen side.* Headless.

Titles are found at once, from the outline. Terms and names need the index, which is built beside, in a process of its
own, the first time a course is searched; until then there are titles only.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tutor.course.model import Course, Lesson, Page

if TYPE_CHECKING:
    from tutor.course.index import Entry

Kind = Literal["chapter", "lesson", "page", "exercise", "term", "name"]

MOST = 60
LOOK = 0.2  # seconds after which it is looked whether the index is built
PLACES = 4  # where a term or a name is met, at most, when it is what was typed


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, also in other languages, where it stands, and the address to open."""

    kind: Kind
    title: str
    where: str
    address: str
    also: str = ""


def hits(course: Course, entries: Sequence[Entry], typed: str, most: int = MOST) -> list[Hit]:
    """What `typed` may mean in `course`, the likeliest first; nothing while nothing is typed."""
    wanted = " ".join(typed.casefold().split())
    if not wanted:
        return []
    ranked: list[tuple[int, int, int, Hit]] = []
    for at, (hit, ids) in enumerate(_titles(course)):
        ranks = [_rank(hit.title.casefold(), wanted), *(_rank_of_id(one, wanted) for one in ids)]
        rank = min((one for one in ranks if one is not None), default=None)
        if rank is not None:
            ranked.append((rank, len(hit.title), at, hit))
    ranked += _in_index(course, entries, wanted)
    ranked.sort(key=lambda row: row[:3])
    return list({(hit.kind, hit.title, hit.address): hit for *_rest, hit in ranked}.values())[:most]


def _titles(course: Course) -> list[tuple[Hit, tuple[str, ...]]]:
    """What has a title, with the ids by which it may be known too: those in addresses and names of files."""
    found: list[tuple[Hit, tuple[str, ...]]] = []
    for chapter in course.chapters:
        usable = [lesson for lesson in chapter.lessons if lesson.pages and not lesson.broken]
        if usable:
            found.append((Hit("chapter", chapter.title, "", usable[0].address), (chapter.id,)))
        for lesson in usable:
            found.append((Hit("lesson", lesson.title, chapter.title, lesson.address), (lesson.id,)))
            for page in lesson.pages:
                exercise = page.exercise
                is_same = exercise is not None and exercise.title == page.title
                ids = (page.id, exercise.id) if exercise is not None and is_same else (page.id,)
                found.append((Hit("page", page.title, lesson.title, f"{lesson.address}#{page.id}"), ids))
                if exercise is not None and not is_same:
                    found.append((Hit("exercise", exercise.title, lesson.title, exercise.address), (exercise.id,)))
    return found


def _rank_of_id(known: str, wanted: str) -> int | None:
    """As `_rank`; an id may be typed as it stands in an address, in a file's name, or in Python."""
    typed = wanted.removesuffix(".py").replace("_", "-").replace(" ", "-")
    return 1 if known == typed else 4 if known.startswith(typed) else 6 if f"-{typed}" in known else None


def _rank(title: str, wanted: str) -> int | None:
    """How well `wanted` fits: 0 for the whole, then its beginning, that of a word, 5 somewhere; None for not at all."""
    if title == wanted:
        return 0
    if title.startswith(wanted):
        return 2
    if f" {wanted}" in title:
        return 3
    return 5 if all(word in title for word in wanted.split()) else None


def _in_index(course: Course, entries: Sequence[Entry], wanted: str) -> list[tuple[int, int, int, Hit]]:
    if not entries:
        return []
    from tutor.course.index import search

    pages = _pages(course)
    found: list[tuple[int, int, int, Hit]] = []
    for at, entry in enumerate(search([one for one in entries if one.sort != "title"], wanted, MOST)):
        kind: Kind = "term" if entry.sort == "term" else "name"
        names = [entry.name.casefold(), *(word.casefold() for word in entry.other_words)]
        whole = wanted in names or wanted == names[0].rpartition(".")[2]
        addresses = [*entry.pages, *entry.exercises]
        for place in addresses[: PLACES if whole else 1]:
            known = pages.get(place)
            if known is not None:
                lesson, page = known
                where = f"{lesson.title} › {page.title}"
                hit = Hit(kind, entry.name, where, f"{lesson.address}#{page.id}", " ".join(entry.other_words))
                found.append((1 if whole else 4, len(entry.name), at, hit))
    return found


def _pages(course: Course) -> dict[str, tuple[Lesson, Page]]:
    """Every page by the address that the index has for it, and for its exercise."""
    known: dict[str, tuple[Lesson, Page]] = {}
    for lesson in course.lessons():
        for page in lesson.pages:
            if page.exercise is not None:
                known[page.exercise.address] = (lesson, page)
        for page in lesson.pages:
            known[f"{lesson.address}/{page.id}"] = (lesson, page)
    return known


async def index_of(root: Path, cache: Path) -> list[Entry]:
    """The index of the course at `root`, built beside if none is kept. Empty if none can be had."""
    from tutor.course.kept_index import kept_index

    found = await asyncio.to_thread(kept_index, root, cache)
    if found is None:
        # Whoever stops waiting leaves it at its work: the next search will want it.
        building = _building.get(root)
        if building is None or building.poll() is not None:
            words = [sys.executable, "-m", "tutor.course.kept_index", str(root), str(cache)]
            quiet = subprocess.DEVNULL
            building = _building[root] = subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet)
            # It may outlast whoever waits for it, and must not stay as a zombie then.
            threading.Thread(target=building.wait, name="index", daemon=True).start()
        while building.poll() is None:
            await asyncio.sleep(LOOK)
        found = await asyncio.to_thread(kept_index, root, cache)
    return found or []


_building: dict[Path, subprocess.Popen[bytes]] = {}  # by the course's folder
