"""What the program reads of a draft: as an answer file, as Python being written, as something to keep."""

from __future__ import annotations

import random
from pathlib import Path

from tests.soak.bounds import one_line, promise
from tests.soak.kinds import REFUSED, WORKED
from tutor.commands.faults import UserFault
from tutor.commands.files import read_text
from tutor.course.draft_names import Draft
from tutor.course.page_code import standalone, until_it_raises
from tutor.course.page_text import code_lines
from tutor.course.python_problem import python_problem
from tutor.course.under_cursor import definition_of, name_at, open_call
from tutor.grading.answer_file import answers_in, seed_in
from tutor.grading.forbid import uses
from tutor.grading.literal import Unreadable, read_answer, same, text_of
from tutor.progress.store import Store
from tutor.screen.answers import Answers

ADDRESS = "start/steps/double"
FORBIDDEN = ["for", "while", "torch.cdist", "torch.Tensor.sum", "np.dot", "import", "lambda"]


def read_bytes(file: Path, data: bytes) -> str | None:
    """The text of the answer in `file`, which holds `data`; None where that is refused in one line."""
    file.write_bytes(data)
    try:
        return read_text(str(file))
    except UserFault as fault:
        one_line(str(fault))
        return None


def read_answer_file(text: str) -> None:
    """Read it as answers to questions, each as a literal."""
    seed_in(text)
    for lines in answers_in(text)[:50]:
        for line in lines[:5]:
            try:
                form = read_answer(line)
            except Unreadable as why:
                one_line(str(why))
            else:
                promise(same(form, form) or "nan" in text_of(form), f"unlike itself: {line[:80]!r}")
    kept = Answers.from_draft(text)
    if kept is not None:
        again = Answers.from_draft(kept.as_draft())
        promise(again == kept, "answers that don't survive being kept")


def read_draft(text: str, chance: random.Random, folder: Path) -> str:
    """Read it as Python that is being written, and keep it: what comes back is what was typed."""
    problem = python_problem(text)
    if problem is not None:
        one_line(problem[1])
        promise(problem[0] >= 1, f"line {problem[0]}")
    uses(text, FORBIDDEN)
    draft = Draft(text)
    assert draft.imports is not None and draft.definitions is not None and draft.of_self is not None
    at = chance.randrange(len(text) + 1)
    open_call(draft.code, min(at, len(draft.code)))
    name = name_at(*_line_at(text, at))
    if name:
        definition_of(draft, name)
        draft.whole(name)
        draft.kind_of(name)
    draft.is_quoted(at)
    standalone([text], ["import torch\nx = torch.ones(2)"])
    until_it_raises(text)
    code_lines(text, chance.choice([20, 60]))
    _keep(text, folder)
    return WORKED if problem is None else REFUSED


def _line_at(text: str, at: int) -> tuple[str, int]:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : len(text) if end < 0 else end], at - start


def _keep(text: str, folder: Path) -> None:
    path = folder / "data" / "progress.db"
    with Store(path) as store:
        store.save_draft(ADDRESS, text, (1, 2))
    with Store(path) as store:
        wanted = text.encode("utf-8", "replace").decode()
        promise(store.draft(ADDRESS) == wanted, "a draft that came back as another one")
