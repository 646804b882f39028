"""Names that an exercise needs before any page has shown them. *Any side.*"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tutor.course.api_names import names_in_code, names_in_text, words_in_text
from tutor.course.model import Course, Exercise, Page

# Python itself and its modules are what a learner brings along; methods may be those of these.
TAUGHT = {"torch", "np", "pd", "plt"}
PYTHON = {name for kind in (str, list, dict, set, tuple, int, float, bytes) for name in dir(kind)}


@dataclass(frozen=True)
class Unseen:
    """An exercise whose reference uses a name that no page up to its own shows."""

    exercise: Exercise
    name: str


def last(name: str) -> str:
    """What a name ends in: whoever has met `torch.sum` can read `x.sum()`."""
    return name.rpartition(".")[2]


def shown_on(page: Page) -> set[str]:
    """What names on a page end in: those of its text, and of what its exercise says and starts from."""
    texts, code = [page.text], []
    if page.exercise is not None:
        questions = page.exercise.questions
        texts += [page.exercise.goal, *(each.text for each in questions)]
        code += [page.exercise.starter, *(each.code for each in questions)]
    names = {name for text in texts for name in names_in_text(text)} | {n for one in code for n in names_in_code(one)}
    return {last(name) for name in names} | {word for text in texts for word in words_in_text(text)}


def unseen(course: Course) -> Iterator[Unseen]:
    """Every name that a reference uses first, in the course's order."""
    met: set[str] = set()
    for lesson in course.lessons():
        for page in lesson.pages:
            met |= shown_on(page)
            if page.exercise is not None:
                used = names_in_code(page.exercise.solution)
                yield from (Unseen(page.exercise, name) for name in sorted(used) if _new(name, met))
                met |= {last(name) for name in used}


def _new(name: str, met: set[str]) -> bool:
    library = name.partition(".")[0]
    taught = library in TAUGHT or (not library and last(name) not in PYTHON)
    return taught and last(name) not in met
