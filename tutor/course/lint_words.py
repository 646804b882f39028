"""What can be wrong with the words of a lesson: Markdown, fences, mathematics, lengths, gaps. *Any side.*"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tutor.course import formula
from tutor.course.broadcast import BroadcastError, read_shapes
from tutor.course.cells import cells
from tutor.course.document import Document, visible
from tutor.course.fences import KNOWN, Fence, read_fence
from tutor.course.markdown import tokens
from tutor.course.model import Exercise, Kind, Lesson
from tutor.course.nearest import nearest
from tutor.course.positions import KeyPath
from tutor.course.python_problem import python_problem
from tutor.language import _, plural

if TYPE_CHECKING:
    from markdown_it.token import Token

LEAST_WORDS, MOST_WORDS = 80, 250  # of a page
WIDEST_CODE = 76  # cells: wider code is folded even where a page has a terminal of 80 columns to itself


def check_markdown(document: Document, path: KeyPath, text: str, runs: bool) -> None:
    """Check one text. `runs` says whether its fences may be executed, which only those of a page are."""
    lines = text.split("\n")

    def report(line: int, message: str, severity: str = "error") -> None:
        document.fault_in_text(path, line, message, severity)

    if not text.strip():
        document.fault(path, _("`{path}` is empty; write it, or take the key away").format(path=_name(path)))
        return
    for token in tokens(text):
        start, end = token.map or (0, 0)
        if token.type == "fence":
            if not _is_closed(lines[start:end], token.markup):
                report(start, _("the fence is never closed; write {markup} below its code").format(markup=token.markup))
            for line, message in _fence_problems(read_fence(token.info, token.content, start), runs):
                report(line, message)
            for i, code in enumerate(token.content.split("\n")):
                if cells(code) > WIDEST_CODE:
                    report(
                        start + 1 + i,
                        _("is {code} cells wide; break it before {WIDEST_CODE}").format(
                            code=cells(code), WIDEST_CODE=WIDEST_CODE
                        ),
                        "warning",
                    )
        elif token.type == "math_block":
            _check_formula(token.content, start, report_line=report, alone=True)
        elif token.type == "inline":
            for line, child in with_lines(token):
                if child.type in ("math_inline", "math_inline_double"):
                    _check_formula(child.content, line, report_line=report)
                elif child.type == "text" and re.search(r"\$.*\\[A-Za-z]|\\[A-Za-z]+.*\$", child.content):
                    message = _("a $ is never closed; close the formula, or write \\$ for the sign itself")
                    report(line, message, "warning")


def _check_formula(source: str, line: int, report_line: _ReportLine, alone: bool = False) -> None:
    try:
        if alone:
            formula.display(source.strip())
        else:
            formula.inline(source.strip())
    except formula.MathError as error:
        report_line(
            line,
            _("the formula {strip} can't be shown: {error}").format(strip=visible(source.strip())[:60], error=error),
        )


if TYPE_CHECKING:
    from typing import Protocol

    class _ReportLine(Protocol):
        def __call__(self, line: int, message: str, severity: str = "error") -> None: ...


def with_lines(token: Token) -> Iterator[tuple[int, Token]]:
    """The parts of a paragraph, each with its line of the text."""
    line = token.map[0] if token.map else 0
    for child in token.children or ():
        yield line, child
        line += child.type in ("softbreak", "hardbreak")
        line += child.content.count("\n") if child.type.startswith(("math", "code")) else 0


def _is_closed(lines: list[str], markup: str) -> bool:
    last = lines[-1].lstrip(" >").rstrip() if len(lines) > 1 else ""
    return last.startswith(markup) and not last.strip(markup[0])


def _fence_problems(fence: Fence, runs: bool) -> Iterator[tuple[int, str]]:
    """What is wrong with one fence, each with its line of the text."""
    known = KNOWN.get(fence.language)
    if known is None:
        hint = nearest(fence.language, [name for name in KNOWN if name])
        meant = (
            _("did you mean `{hint}`?").format(hint=hint)
            if hint
            else _("write one of {name}").format(name=", ".join(name for name in KNOWN if name))
        )
        yield (
            fence.line,
            _("there is no fence `{language}`; {meant}").format(language=visible(fence.language), meant=meant),
        )
        return
    if fence.flags not in map(frozenset, known):
        written = visible(" ".join((fence.language, *sorted(fence.flags))))
        forms = " or ".join(f"`{' '.join((fence.language, *flags))}`" for flags in known)
        yield fence.line, _("the fence says `{written}`; write {forms}").format(written=written, forms=forms)
        return
    if fence.runs and not runs:
        yield fence.line, _("only fences in a page's text are run; write `python show` here")
    elif fence.runs and not fence.raises:
        if problem := python_problem(fence.code):
            line, why = problem
            yield fence.line + line, _("this is no Python ({error}); mend it").format(error=why)
    elif fence.language == "broadcast":
        try:
            read_shapes(fence.code)
        except BroadcastError as error:
            yield fence.line + 1 + error.line, str(error)


def check_lengths(document: Document) -> None:
    """Pages far too long or too short to hold one idea."""
    for i, page in enumerate(document.data["page"]):
        words = count_words(page["text"])
        if words > MOST_WORDS:
            message = _("the page has {words} words; part it, or tell it in {MOST_WORDS}").format(
                words=words, MOST_WORDS=MOST_WORDS
            )
            document.fault(("page", i, "text"), message, "warning")
        elif words < LEAST_WORDS:
            message = plural(
                "the page has only {n} word; a page of {least} or more explains itself",
                "the page has only {n} words; a page of {least} or more explains itself",
                words,
            ).format(least=LEAST_WORDS)
            document.fault(("page", i, "text"), message, "warning")


def count_words(text: str) -> int:
    """The words of a Markdown text, without its code and formulas."""
    count = 0
    for token in tokens(text):
        if token.type == "inline":
            said = " ".join(
                child.content
                if child.type in ("text", "code_inline")
                else " x "
                if child.type == "math_inline"
                else " "
                for child in token.children or ()
            )
            count += len(re.findall(r"\w[^\s]*", said))
    return count


def check_presence(document: Document, lesson: Lesson) -> None:
    """Words that every lesson or exercise has and that the program could do without, but a learner couldn't."""
    if not lesson.summary:
        document.fault((), _("the lesson lacks the key `summary`; say in a sentence what it teaches"), "warning")
    if not lesson.minutes:
        document.fault((), _("the lesson lacks the key `minutes`; say how long it takes"), "warning")
    for i, page in enumerate(lesson.pages):
        if page.exercise is not None:
            _check_exercise(document, ("page", i, "exercise"), page.exercise)


def _check_exercise(document: Document, path: KeyPath, exercise: Exercise) -> None:
    data = document.data["page"][path[1]]["exercise"]
    for key, what in (("title", _("name it")), ("explain", _("say why it works and what to remember"))):
        if key not in data:
            document.fault(path, _("the exercise lacks the key `{key}`; {what}").format(key=key, what=what))
    if len(exercise.hints) < 2:
        where = (*path, "hints") if exercise.hints else path
        document.fault(
            where,
            _("the exercise has {hints}; write two or more, from a nudge to nearly there").format(
                hints=_number(len(exercise.hints))
            ),
        )
    if exercise.kind is not Kind.CHOICE and not exercise.mistakes:
        document.fault(
            path, _("the exercise knows no mistake; add [[page.exercise.mistake]] for the common ones"), "warning"
        )
    for i, question in enumerate(exercise.questions):
        for j, option in enumerate(question.options):
            if not option.says:
                where = (*path, "question", i, "option", j)
                document.fault(where, _("the option lacks the key `says`; reply to whoever picks it"), "warning")


def _number(hints: int) -> str:
    return _("one hint") if hints == 1 else _("no hints")


def _name(path: KeyPath) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")
