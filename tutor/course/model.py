"""What a course is: chapters, lessons, pages and the four kinds of exercise. *Any side.*

Plain frozen data, as course-format describes it. Nothing here reads a file; `loader` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any


class Kind(StrEnum):
    """The four kinds of exercise."""

    FUNCTION = "function"
    VARIABLES = "variables"
    PREDICT = "predict"
    CHOICE = "choice"

    @property
    def is_code(self) -> bool:
        """Whether the learner writes a file of code (and not answers to questions)."""
        return self in (Kind.FUNCTION, Kind.VARIABLES)


LONGEST_MESSAGE = 600  # characters


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one file of a course: `path:line: what, what to do`."""

    path: Path
    line: int
    message: str
    # "error": against the format, and `tutor lint` fails; "warning": an author should look at it.
    # Which errors keep a lesson from being used is told by `Lesson.broken`.
    severity: str = "error"

    def __post_init__(self) -> None:
        # What is quoted may be of any length; a line is to be read.
        if len(self.message) > LONGEST_MESSAGE:
            kept = LONGEST_MESSAGE // 2
            object.__setattr__(self, "message", f"{self.message[:kept]} … {self.message[-kept:]}")

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Case:
    """One call (or several, `times`) that an answer is judged by.

    Expressions are Python source, evaluated in a child, never here.
    """

    args: tuple[str, ...] = ()
    kwargs: Mapping[str, str] = field(default_factory=dict)
    let: Mapping[str, str] = field(default_factory=dict)
    times: int = 1
    note: str = ""
    raises: str | None = None
    run: str | None = None
    call_result: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mistake:
    """A common wrong idea: as code (code kinds) or as an answer (`predict`), and what it is told."""

    id: str
    says: str
    code: str = ""
    answer: str = ""
    line: int = 0


@dataclass(frozen=True)
class Accept:
    """Another right answer, written in another style, that must pass."""

    code: str
    line: int = 0


@dataclass(frozen=True)
class Option:
    """One option of a `choice` question: right by `right`, or by running `test`."""

    text: str
    says: str = ""
    id: str = ""
    right: bool | None = None
    test: str | None = None


@dataclass(frozen=True)
class Question:
    """One question of a `predict` or `choice` exercise.

    `ask` is None for "the last line's value", "error" for the exception's type, else an expression.
    """

    code: str = ""
    let: Mapping[str, str] = field(default_factory=dict)
    ask: str | None = None
    text: str = ""
    several: bool = False
    options: tuple[Option, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Exercise:
    """One exercise, of any kind. Its `address` is `chapter/lesson/exercise`."""

    id: str
    address: str
    kind: Kind
    title: str
    goal: str
    hints: tuple[str, ...] = ()
    explain: str = ""
    optional: bool = False
    difficulty: int = 1
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    # code kinds
    entry: str = ""
    names: tuple[str, ...] = ()
    setup: str = ""
    starter: str = ""
    solution: str = ""
    forbid: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    observe: tuple[str, ...] = ()
    relax: tuple[str, ...] = ()
    ops_ratio: float = 3.0
    rtol: float | None = None
    atol: float | None = None
    timeout: float = 5.0
    memory: int = 512
    let: Mapping[str, str] = field(default_factory=dict)
    times: int = 1
    cases: tuple[Case, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    accepts: tuple[Accept, ...] = ()

    # predict and choice
    draw: int | None = None
    questions: tuple[Question, ...] = ()

    # where it was read from, for messages
    path: Path = Path()
    line: int = 0
    starter_path: Path = Path()
    solution_path: Path = Path()


@dataclass(frozen=True)
class Page:
    """One idea: a text, and at most one exercise."""

    id: str
    title: str
    text: str
    exercise: Exercise | None = None
    line: int = 0
    text_line: int = 0  # the line of the file on which the text's first line stands
    language: str = "en"  # that of the text


@dataclass(frozen=True)
class Lesson:
    """A lesson: pages in order. Its `address` is `chapter/lesson`.

    A lesson that can't be used has the reasons in `broken`, and no pages; the rest of the course works. One that is
    `outlined` has pages and exercises with titles and without texts, code, cases or hints: see `outline`.
    """

    id: str
    address: str
    title: str
    summary: str = ""
    minutes: int = 0
    requires: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    path: Path = Path()
    language: str = "en"
    broken: tuple[Fault, ...] = ()
    outlined: bool = False

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises of its pages, in page order."""
        return tuple(page.exercise for page in self.pages if page.exercise is not None)


@dataclass(frozen=True)
class Chapter:
    """A chapter: lessons in order."""

    id: str
    title: str
    summary: str = ""
    lessons: tuple[Lesson, ...] = ()
    path: Path = Path()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Course:
    """A whole course as read from its folder, with everything found wrong in it."""

    root: Path
    title: str
    id: str = ""
    languages: tuple[str, ...] = ("en",)
    chapters: tuple[Chapter, ...] = ()
    faults: tuple[Fault, ...] = ()

    def lessons(self) -> Iterator[Lesson]:
        """Every lesson, in the course's order."""
        for chapter in self.chapters:
            yield from chapter.lessons

    def exercises(self) -> Iterator[Exercise]:
        """Every exercise, in the course's order."""
        for lesson in self.lessons():
            yield from lesson.exercises


def as_plain(value: Any) -> Any:
    """`value` with tuples as lists, mappings as dicts and paths as text, ready for JSON."""
    if isinstance(value, Mapping):
        return {key: as_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [as_plain(item) for item in value]
    if isinstance(value, Path):
        return str(value)
    return value
