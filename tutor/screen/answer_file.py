"""The file a learner answers in with their own editor: where it is, what it holds first. *Screen side.* Headless.

`CHAPTER/LESSON/NAME.py` in the folder one is in, so that it is near at hand, and stays clear of whatever else lies
there. A file that is there already is the learner's: it is never written.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.course.lines import plain
from tutor.course.model import Exercise
from tutor.grading.answer_file import template
from tutor.grading.question_text import how_to_answer, question_lines
from tutor.language import _

if TYPE_CHECKING:
    from tutor.grading.questions import Posed

WIDTH = 76  # cells of what a file says in remarks


class NoFile(Exception):
    """There is no file to answer in, and none can be made; the text is one line: where, why, what to do."""


@dataclass(frozen=True)
class AnswerFile:
    """The file for one exercise's answer. `made`: it was not there before."""

    path: Path
    made: bool


def path_in(folder: Path, exercise: Exercise) -> Path:
    """Where the answer to `exercise` belongs."""
    chapter, lesson, name = exercise.address.split("/")
    return folder / chapter / lesson / f"{name}{'.py' if exercise.kind.is_code else '.txt'}"


def open_file(folder: Path, exercise: Exercise, text: str) -> AnswerFile:
    """The answer's file, made with `text` in it if it is not there. Raises NoFile."""
    path = path_in(folder, exercise)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        if path.is_file():
            return AnswerFile(path, made=False)
        why = _("something else of that name is in the way")
    except OSError as error:
        why = error.strerror or str(error)
    else:
        return AnswerFile(path, made=True)
    raise NoFile(
        _("{path} can't be made: {why}; go to a folder you may write in, or name one with --folder").format(
            path=path, why=why
        )
    )


def text_for(exercise: Exercise, draft: str | None, posed: Posed | None) -> str:
    """What the file holds at first: the draft, what the exercise starts from, or its questions as remarks."""
    if posed is None:
        return exercise.starter if draft is None else draft
    questions = [plain(question_lines(exercise, each, WIDTH, marks=True)) for each in posed.questions]
    return template(f"{exercise.title}   {exercise.address}", posed.seed, questions, how_to_answer(exercise))


def shown(path: Path, width: int) -> str:
    """`path` for people, in at most `width` cells: from the folder one is in, or from home; its end is what stays."""
    text = str(path)
    for folder, sign in ((Path.cwd(), ""), (Path.home(), "~/")):
        if path.is_relative_to(folder):
            text = f"{sign}{path.relative_to(folder)}"
            break
    return text if len(text) <= width else f"…{text[len(text) - width + 1 :]}"
