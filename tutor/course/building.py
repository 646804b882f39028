"""From a lesson's checked data to the typed `Lesson`. *Any side.*

Everything here may assume that `shapes` and `rules` found nothing wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tutor.course.document import Document, Unreadable, heading, read_text, visible
from tutor.course.folder import EXERCISES, SOLUTIONS, code_path
from tutor.course.model import Accept, Case, Exercise, Kind, Lesson, Mistake, Option, Page, Question
from tutor.course.positions import KeyPath
from tutor.language import _, later_

Line = Callable[[KeyPath], int]


def build_lesson(document: Document, lesson_id: str, address: str, root: Path) -> Lesson:
    """The lesson in `document`. Notes in it a fault for each starter or reference that can't be read."""
    data = document.data
    return Lesson(
        id=lesson_id,
        address=address,
        title=heading(data["title"]),
        summary=data.get("summary", ""),
        minutes=data.get("minutes", 0),
        requires=tuple(data.get("requires", ())),
        aliases=tuple(data.get("aliases", ())),
        pages=tuple(_page(document, i, page, address, root) for i, page in enumerate(data["page"])),
        path=document.path,
    )


def _page(document: Document, index: int, data: dict[str, Any], address: str, root: Path) -> Page:
    path: KeyPath = ("page", index)
    exercise = None
    if "exercise" in data:
        # An exercise without a title of its own bears its page's.
        described = {"title": data["title"], **data["exercise"]}
        exercise = _exercise(document, (*path, "exercise"), described, f"{address}/{described['id']}", root)
    return Page(
        id=data["id"],
        title=heading(data["title"]),
        text=data["text"],
        exercise=exercise,
        line=document.positions.line(path),
        text_line=document.positions.text_line((*path, "text")),
    )


def _exercise(document: Document, path: KeyPath, data: dict[str, Any], address: str, root: Path) -> Exercise:
    kind = Kind(data["kind"])
    line = document.positions.line
    starter_path = code_path(root, EXERCISES, address)
    solution_path = code_path(root, SOLUTIONS, address)
    return Exercise(
        id=data["id"],
        address=address,
        kind=kind,
        title=heading(data["title"]),
        goal=data["goal"],
        hints=tuple(data.get("hints", ())),
        explain=data.get("explain", ""),
        optional=data.get("optional", False),
        difficulty=data.get("difficulty", 1),
        tags=tuple(data.get("tags", ())),
        aliases=tuple(data.get("aliases", ())),
        entry=data.get("entry", ""),
        names=tuple(data.get("names", ())),
        setup=data.get("setup", ""),
        starter=_code(document, path, starter_path, later_("starter"), address) if kind.is_code else "",
        solution=_code(document, path, solution_path, later_("reference"), address) if kind.is_code else "",
        forbid=tuple(data.get("forbid", ())),
        require=tuple(data.get("require", ())),
        observe=tuple(data.get("observe", ())),
        relax=tuple(data.get("relax", ())),
        ops_ratio=float(data.get("ops_ratio", 3.0)),
        rtol=_number(data.get("rtol")),
        atol=_number(data.get("atol")),
        timeout=float(data.get("timeout", 5.0)),
        memory=data.get("memory", 512),
        let=dict(data.get("let", {})),
        times=data.get("times", 1),
        cases=tuple(map(_case, data.get("case", ()))),
        mistakes=tuple(
            Mistake(
                id=mistake.get("id", f"mistake-{i + 1}"),
                says=mistake["says"],
                code=mistake.get("code", ""),
                answer=mistake.get("answer", ""),
                line=line((*path, "mistake", i)),
            )
            for i, mistake in enumerate(data.get("mistake", ()))
        ),
        accepts=tuple(
            Accept(code=accept["code"], line=line((*path, "accept", i)))
            for i, accept in enumerate(data.get("accept", ()))
        ),
        draw=data.get("draw"),
        questions=tuple(
            _question(question, line((*path, "question", i))) for i, question in enumerate(data.get("question", ()))
        ),
        path=document.path,
        line=line(path),
        starter_path=starter_path if kind.is_code else Path(),
        solution_path=solution_path if kind.is_code else Path(),
    )


def _case(data: dict[str, Any]) -> Case:
    return Case(
        args=tuple(data.get("args", ())),
        kwargs=dict(data.get("kwargs", {})),
        let=dict(data.get("let", {})),
        times=data.get("times", 1),
        note=data.get("note", ""),
        raises=data.get("raises"),
        run=data.get("run"),
        call_result=tuple(data.get("call_result", ())),
    )


def _question(data: dict[str, Any], line: int) -> Question:
    return Question(
        code=data.get("code", ""),
        let=dict(data.get("let", {})),
        ask=data.get("ask"),
        text=data.get("text", ""),
        several=data.get("several", False),
        options=tuple(
            Option(
                text=option["text"],
                says=option.get("says", ""),
                id=option.get("id", ""),
                right=option.get("right"),
                test=option.get("test"),
            )
            for option in data.get("option", ())
        ),
        line=line,
    )


def _code(document: Document, path: KeyPath, file: Path, what: str, address: str) -> str:
    """The text of a starter or reference; "" and a fault if there is none."""
    try:
        return read_text(file)
    except Unreadable as error:
        document.fault(
            (*path, "id"),
            _("the {what} of `{address}`, {file}, {error}").format(
                what=_(what), address=visible(address), file=file, error=error
            ),
        )
        return ""


def _number(value: float | int | None) -> float | None:
    return None if value is None else float(value)
