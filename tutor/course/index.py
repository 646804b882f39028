"""Every name and every term of a course, with the pages that show it and the exercises that train it. *Any side.*"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from tutor.course.api_names import names_in_code, names_in_text, words_in_text
from tutor.course.markdown import tokens
from tutor.course.model import Course, Page
from tutor.course.terms import Term

Sort = Literal["name", "term", "title"]

MOST = 20  # hits of a search, unless told


@dataclass
class Entry:
    """One name, term or title, and where it is met, in the course's order.

    `pages` are addresses `chapter/lesson/page`, `exercises` addresses of exercises.
    """

    name: str
    sort: Sort
    pages: list[str] = field(default_factory=list)
    exercises: list[str] = field(default_factory=list)
    other_words: tuple[str, ...] = ()


def build_index(course: Course, terms: Sequence[Term] = ()) -> list[Entry]:
    """The index of `course`: names and terms by their letters, then pages by their titles."""
    index = _Index(terms)
    pages = [(f"{lesson.address}/{page.id}", page) for lesson in course.lessons() for page in lesson.pages]
    for address, page in pages:
        index.add_names(address, page)
        index.add_terms(address, page)
        index.entry("title", page.title).pages.append(address)
        if page.exercise is not None:
            index.entry("title", page.exercise.title).exercises.append(page.exercise.address)
    # Last, when all names are known: a word in code letters that isn't one of them is a variable.
    for address, page in pages:
        index.add_words(address, page)
    places = {address: number for number, (address, _) in enumerate(pages)}
    for each in index.entries.values():
        each.pages.sort(key=places.__getitem__)
    return sorted(index.entries.values(), key=lambda each: (each.sort == "title", *_by_letters(each.name)))


def _by_letters(name: str) -> tuple[str, str]:
    return name.lstrip(".").lower(), name


class _Index:
    """The index while it grows."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = [(term, _pattern(str(term))) for term in terms]
        self.entries: dict[tuple[Sort, str], Entry] = {}

    def entry(self, sort: Sort, name: str) -> Entry:
        return self.entries.setdefault((sort, name), Entry(name, sort))

    def add_names(self, address: str, page: Page) -> None:
        for name in names_in_text(page.text):
            self.entry("name", name).pages.append(address)
        exercise = page.exercise
        if exercise is None:
            return
        trained = names_in_code(exercise.solution) | names_in_text(exercise.goal)
        for question in exercise.questions:
            trained |= names_in_code(question.code) | names_in_text(question.text)
        for name in trained:
            self.entry("name", name).exercises.append(exercise.address)

    def add_words(self, address: str, page: Page) -> None:
        for word in words_in_text(page.text):
            meant = [name for name in (f".{word}", f"torch.{word}") if ("name", name) in self.entries]
            for name in meant[:1]:
                entry = self.entry("name", name)
                if address not in entry.pages:
                    entry.pages.append(address)

    def add_terms(self, address: str, page: Page) -> None:
        said = prose_of(page)
        tags = {tag.replace("-", " ") for tag in page.exercise.tags} if page.exercise else set()
        for term, pattern in self.terms:
            if pattern.search(said):
                entry = self.entry("term", str(term))
                entry.pages.append(address)
                entry.other_words = tuple(word for language, word in term.words.items() if language != "en")
            if page.exercise is not None and str(term).lower() in tags:
                self.entry("term", str(term)).exercises.append(page.exercise.address)


def _pattern(term: str) -> re.Pattern[str]:
    words = re.escape(term).replace(r"\ ", r"[\s-]+")
    return re.compile(rf"\b{words}(?:s|es)?\b", re.IGNORECASE)


def prose_of(page: Page) -> str:
    """The sentences of a page, without its code and formulas."""
    said = [page.title]
    for token in tokens(page.text):
        said += [child.content for child in token.children or () if child.type == "text"]
    return " ".join(said)


def search(entries: Sequence[Entry], text: str, most: int = MOST) -> list[Entry]:
    """The entries that `text` may mean, the likeliest first: whole names before beginnings, those before parts."""
    wanted = text.strip().lower().removesuffix("()")
    if not wanted:
        return []
    ranked = [(rank, len(each.name), at, each) for at, each in enumerate(entries) if (rank := _rank(each, wanted)) < 9]
    return [each for *_, each in sorted(ranked, key=lambda row: row[:3])[:most]]


def _rank(entry: Entry, wanted: str) -> int:
    names = [entry.name.lower(), *(word.lower() for word in entry.other_words)]
    ends = [name.rpartition(".")[2] for name in names] if entry.sort == "name" else names
    bare = wanted.rpartition(".")[2]
    title = entry.sort == "title"
    if wanted in names:
        return 0
    if not title and (wanted in ends or ("." in wanted and bare in ends and entry.name.startswith("."))):
        return 1
    if any(end.startswith(wanted) for end in ends):
        return 3 if title else 2
    words = wanted.split()
    return 4 + title if any(all(word in name for word in words) for name in names) else 9
