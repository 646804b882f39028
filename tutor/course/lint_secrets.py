"""Hints and goals that give the reference away, however they are laid out or name their variables. *Any side.*"""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.course.document import Document, visible
from tutor.course.markdown import tokens
from tutor.course.model import Exercise
from tutor.course.positions import KeyPath
from tutor.course.python_problem import statements_of
from tutor.language import _

LEAST_TEXT = 8  # characters without blanks: less is no secret, laid out as it may be
LEAST_TOKENS = 5  # `x.sum()` has as many; a sum of two names has three

_TOKEN = re.compile(r"[^\W\d]\w*|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+|//=?|\*\*=?|[<>=!+\-*/@%&|^]=|\S")


@dataclass(frozen=True)
class _Statement:
    """One statement of the reference: without blanks, and as tokens, those in `own` being names of its own."""

    text: str
    tokens: tuple[str, ...]
    own: frozenset[str]


def check_secrets(document: Document, path: KeyPath, exercise: Exercise) -> None:
    """Report hints and goals that hold the reference's whole body, or one of its lines."""
    body = _statements(exercise)
    if not body:
        return
    for where, text in (
        ((*path, "goal"), exercise.goal),
        *(((*path, "hints", i), hint) for i, hint in enumerate(exercise.hints)),
    ):
        said = _bare(text)
        code = [_tokens(each) for each in _code(text)]
        given = [one for one in body if one.text in said or any(_holds(each, one) for each in code)]
        if len(given) == len(body):
            document.fault(where, _("this gives the reference's whole body away; leave the last step to the learner"))
        elif given:
            longest = max((one.text for one in given), key=len)
            document.fault(
                where,
                _("this holds a line of the reference, `{longest}`; say less").format(longest=visible(longest)[:50]),
                "warning",
            )


def _statements(exercise: Exercise) -> list[_Statement]:
    """The reference's own statements; those too short to be a secret left out."""
    body = statements_of(exercise.solution)
    functions = [node for node in body if isinstance(node, ast.FunctionDef) and node.name == exercise.entry]
    own: frozenset[str] = frozenset()
    if functions:
        body = functions[0].body
        own = _own_names(functions[0])
    found = []
    for statement in body:
        if isinstance(statement, ast.Import | ast.ImportFrom | ast.Pass) or _is_docstring(statement):
            continue
        told = statement.value if isinstance(statement, ast.Return) and statement.value else statement
        source = ast.get_source_segment(exercise.solution, told) or ""
        if len(_bare(source)) >= LEAST_TEXT:
            found.append(_Statement(_bare(source), _tokens(source), own))
    return found


def _own_names(function: ast.FunctionDef) -> frozenset[str]:
    """A function's parameters and variables: names that another writer would choose otherwise."""
    named = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    made = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return frozenset(named | made)


def _code(text: str) -> Iterator[str]:
    """The pieces of code in a Markdown text."""
    for token in tokens(text):
        if token.type in ("fence", "code_block"):
            yield token.content
        for child in token.children or ():
            if child.type == "code_inline":
                yield child.content


def _holds(said: Sequence[str], statement: _Statement) -> bool:
    """Whether code says what the statement does, whatever it calls the statement's own names."""
    length = len(statement.tokens)
    if length < LEAST_TOKENS:
        return False
    return any(
        _alike(said[start : start + length], statement, said[start - 1] if start else "")
        for start in range(len(said) - length + 1)
    )


def _alike(said: Sequence[str], statement: _Statement, before: str) -> bool:
    """Whether two rows of tokens are one but for the names of variables, each of which has one name throughout."""
    there: dict[str, str] = {}
    back: dict[str, str] = {}
    previous = before
    for ours, theirs in zip(statement.tokens, said, strict=True):
        is_own = ours in statement.own and previous != "."
        if not is_own and ours != theirs:
            return False
        if is_own and (not theirs.isidentifier() or keyword.iskeyword(theirs)):
            return False
        if is_own and (there.setdefault(ours, theirs) != theirs or back.setdefault(theirs, ours) != ours):
            return False
        previous = theirs
    return True


def _tokens(code: str) -> tuple[str, ...]:
    """Code as tokens, quotes of one kind, without the commas that may be left out before a closing bracket."""
    found = [token.replace("'", '"') for token in _TOKEN.findall(code)]
    return tuple(one for one, after in zip(found, [*found[1:], ""], strict=True) if one != "," or after not in ")]}")


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
