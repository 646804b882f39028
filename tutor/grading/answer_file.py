"""Answers to questions in a text file: what the file holds to begin with, and how it is read. *Any side.*

One line an answer, a blank line between two questions. Lines that begin with `#` and a blank are remarks. A remark
`# === 2 of 6 ===` says which question what follows belongs to, so that one can be left out; a remark that ends in
`seed 12345` says how the questions were drawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_REMARK = re.compile(r"#(\s|$)")
_NUMBER = re.compile(r"#\s*=+\s*(\d+)\b")
_SEED = re.compile(r"#.*\bseed (\d+)\s*$")
MOST = 1000  # questions; a number beyond that is no question's


def answers_in(text: str) -> list[list[str]]:
    """The answers, a list of lines for each question; an empty one for a question that was left out."""
    lines = [line.strip() for line in text.splitlines()]
    answers = _numbered(lines) if any(map(_number, lines)) else _parted(lines)
    while answers and not answers[-1]:
        answers.pop()
    return answers


def _parted(lines: list[str]) -> list[list[str]]:
    answers: list[list[str]] = [[]]
    for line in lines:
        if line and not _REMARK.match(line):
            answers[-1].append(line)
        elif not line and answers[-1]:
            answers.append([])
    return answers


def _numbered(lines: list[str]) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    at = 1
    for line in lines:
        at = _number(line) or at
        if line and not _REMARK.match(line):
            found.setdefault(at, []).append(line)
    return [found.get(number, []) for number in range(1, max(found, default=0) + 1)]


def _number(line: str) -> int:
    """The question that `line` says begins, or 0."""
    match = _NUMBER.match(line)
    return int(match[1]) if match and int(match[1]) <= MOST else 0


def seed_in(text: str) -> int | None:
    """The seed a remark gives, or None."""
    found = next((match for line in text.splitlines() if (match := _SEED.match(line.strip()))), None)
    return int(found[1]) if found and int(found[1]) < 2**63 else None


def template(title: str, seed: int, questions: Sequence[str], how: str) -> str:
    """A file to answer `questions` in, each of them as remarks, with room below it."""
    lines = [_remark(f"{title}   seed {seed}"), _remark(how)]
    for number, question in enumerate(questions, 1):
        lines += ["", f"# === {number} of {len(questions)} ===", *map(_remark, question.strip("\n").split("\n")), ""]
    return "\n".join(lines) + "\n"


def _remark(text: str) -> str:
    return f"# {text}".rstrip()
