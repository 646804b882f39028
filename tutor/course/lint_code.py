"""What can be wrong with the Python of a lesson, without running it. *Any side.*"""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterator
from pathlib import Path

from tutor.course import schema
from tutor.course.document import Document
from tutor.course.lint_secrets import check_secrets
from tutor.course.model import Exercise, Fault, Kind, Lesson
from tutor.course.positions import KeyPath
from tutor.course.python_problem import python_problem, statements_of
from tutor.language import _, later_


def check_code(document: Document, lesson: Lesson) -> None:
    """Check the code in a lesson's file, and its exercises' starters and references."""
    for i, page in enumerate(lesson.pages):
        if page.exercise is None:
            continue
        path: KeyPath = ("page", i, "exercise")
        _check_strings(document, path, page.exercise)
        _check_names(document, path, page.exercise)
        if page.exercise.kind.is_code:
            _check_files(document, page.exercise)
            check_secrets(document, path, page.exercise)


def _check_strings(document: Document, path: KeyPath, exercise: Exercise) -> None:
    """Expressions and code that stand in the lesson's file."""
    for where, code, mode in _strings(path, exercise):
        if problem := python_problem(code, mode):
            line, message = problem
            document.fault_in_text(
                where,
                line - 1,
                _("this is no Python {mode}: {message}; mend it").format(mode=_mode_name(mode), message=message),
            )
        elif mode == "value" and not _ends_in_value(code):
            last = code.rstrip("\n").count("\n")
            document.fault_in_text(where, last, _("the last line has no value to look at; end with an expression"))


def _strings(path: KeyPath, exercise: Exercise) -> Iterator[tuple[KeyPath, str, str]]:
    """Each piece of Python with where it stands and what it is: an expression, code, or code that ends in a value."""
    if exercise.setup:
        yield (*path, "setup"), exercise.setup, "code"
    for name, value in exercise.let.items():
        yield (*path, "let", name), value, "expression"
    for i, case in enumerate(exercise.cases):
        where = (*path, "case", i)
        for j, value in enumerate(case.args):
            yield (*where, "args", j), value, "expression"
        for j, value in enumerate(case.call_result):
            yield (*where, "call_result", j), value, "expression"
        for name, value in case.kwargs.items():
            yield (*where, "kwargs", name), value, "expression"
        for name, value in case.let.items():
            yield (*where, "let", name), value, "expression"
        if case.run is not None:
            yield (*where, "run"), case.run, "code" if case.raises else "value"
    for i, mistake in enumerate(exercise.mistakes):
        if mistake.code:
            yield (*path, "mistake", i, "code"), mistake.code, "code"
    for i, accept in enumerate(exercise.accepts):
        yield (*path, "accept", i, "code"), accept.code, "code"
    for i, question in enumerate(exercise.questions):
        where = (*path, "question", i)
        for name, value in question.let.items():
            yield (*where, "let", name), value, "expression"
        asks_value = exercise.kind is Kind.PREDICT and question.ask is None
        if question.code and question.ask != "error":  # code that must raise may be no Python at all
            yield (*where, "code"), question.code, "value" if asks_value else "code"
        if question.ask not in (None, "error"):
            assert question.ask is not None
            yield (*where, "ask"), question.ask, "expression"
        for j, option in enumerate(question.options):
            if option.test is not None:
                yield (*where, "option", j, "test"), option.test, "expression"


def _mode_name(mode: str) -> str:
    return _("expression") if mode == "expression" else _("code")


def _ends_in_value(code: str) -> bool:
    body = statements_of(code)
    return bool(body) and isinstance(body[-1], ast.Expr)


def _check_names(document: Document, path: KeyPath, exercise: Exercise) -> None:
    """Names in `forbid` and `require`, and settings that do nothing."""
    for key, names in (("forbid", exercise.forbid), ("require", exercise.require)):
        for i, name in enumerate(names):
            dotted = re.fullmatch(r"[^\W\d]\w*(\.[^\W\d]\w*)*", name) and not keyword.iskeyword(name)
            if name not in schema.CONSTRUCTS and not dotted:
                known = ", ".join(schema.CONSTRUCTS)
                message = _(
                    "`{name}` is neither a function's name nor a construct that is known; constructs are {known}"
                ).format(name=name, known=known)
                document.fault((*path, key, i), message)
    if "ops_ratio" in document.data["page"][path[1]]["exercise"] and "ops" not in exercise.observe:
        message = _('does nothing without observe = ["ops"]; add that, or take it away')
        document.fault((*path, "ops_ratio"), _("`ops_ratio` {message}").format(message=message), "warning")


def _check_files(document: Document, exercise: Exercise) -> None:
    """The starter and the reference: Python, unlike each other, the reference defining what is asked for."""
    faults = document.faults
    for what, path, code in (
        (later_("starter"), exercise.starter_path, exercise.starter),
        (later_("reference"), exercise.solution_path, exercise.solution),
    ):
        if problem := python_problem(code):
            line, message = problem
            faults.append(
                Fault(
                    path, line, _("the {what} is no Python: {message}; mend it").format(what=_(what), message=message)
                )
            )
        elif not code.strip():
            faults.append(Fault(path, 1, _("the {what} is empty; write it").format(what=_(what))))
    if exercise.starter.strip() and exercise.starter.strip() == exercise.solution.strip():
        faults.append(Fault(exercise.starter_path, 1, _("the starter is the reference; leave something to do")))
    if python_problem(exercise.solution) is None:
        _check_defined(exercise, exercise.solution_path, exercise.solution, faults)


def _check_defined(exercise: Exercise, path: Path, code: str, faults: list[Fault]) -> None:
    defined = _defined(code) | (_defined(exercise.setup) if python_problem(exercise.setup) is None else set())
    wanted = (exercise.entry,) if exercise.kind is Kind.FUNCTION else exercise.names
    for name in wanted:
        if name not in defined:
            faults.append(
                Fault(
                    path,
                    1,
                    _("the reference doesn't define `{name}`; define it, or correct the lesson").format(name=name),
                )
            )


def _defined(code: str) -> set[str]:
    """The names that code binds, in whatever way, outside of functions and classes."""
    names: set[str] = set()
    pending: list[ast.AST] = list(statements_of(code))
    while pending:
        node = pending.pop()
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
                continue
            case ast.Name(id=name, ctx=ast.Store()):
                names.add(name)
            case ast.alias(name=name, asname=other):
                names.add(other or name.partition(".")[0])
        pending += ast.iter_child_nodes(node)
    return names
