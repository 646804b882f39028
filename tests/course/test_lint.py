"""Protects what `tutor lint` tells an author beyond what keeps a lesson from loading."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.course.conftest import SOLUTION, STARTER, SmallCourse
from tutor.course.lint import first_seen, lint
from tutor.course.loader import load
from tutor.course.model import Fault


def found(small: SmallCourse) -> list[Fault]:
    """All faults but those of lengths, which the small course's pages all have."""
    return [fault for fault in lint(load(small.root)) if "; a page of " not in fault.message]


def test_a_good_course_has_no_fault(small: SmallCourse) -> None:
    """Protects authors from false alarms."""
    assert [str(fault) for fault in found(small)] == []


# What is changed into what, "@" before the line of the fault; its severity and message.
CASES = {
    "formula": (
        r"all elements is $\sum_i x_i$.",
        "all\n@elements is $\\sumi x$.",
        "error",
        "the formula \\sumi x can't be shown: \\sumi can't be drawn; write it otherwise",
    ),
    "display formula": (
        r"all elements is $\sum_i x_i$.",
        "that\n\n@$$\n{x\n$$",
        "error",
        "the formula {x can't be shown: a { is never closed; close it, or write \\{",
    ),
    "formula never closed": (
        r"all elements is $\sum_i x_i$.",
        "all\n@elements is $\\sum_i x_i.",
        "warning",
        "a $ is never closed; close the formula, or write \\$ for the sign itself",
    ),
    "formula in a hint": (
        '"There is a method for it."',
        '@"Think of $\\\\nonesuch$."',
        "error",
        "the formula \\nonesuch can't be shown: \\nonesuch can't be drawn; write it otherwise",
    ),
    "fence never closed": (
        "x.sum()\n```",
        "@x.sum()\n",
        "error",
        "the fence is never closed; write ``` below its code",
    ),
    "unknown fence": ("```python run", "@```pyhton run", "error", "there is no fence `pyhton`; did you mean `python`?"),
    "unknown flag": (
        "```python run",
        "@```python rum",
        "error",
        "the fence says `python rum`; write `python run` or `python run error` or `python show` or `python plot`",
    ),
    "no flag": (
        "```python run",
        "@```python",
        "error",
        "the fence says `python`; write `python run` or `python run error` or `python show` or `python plot`",
    ),
    "code of a page": ("\nx.sum()", "\n@x.sum(", "error", "this is no Python ('(' was never closed); mend it"),
    "run in a goal": (
        'goal = "Pick one."',
        "goal = '''\nPick one:\n\n@```python run\n1\n```\n'''",
        "error",
        "only fences in a page's text are run; write `python show` here",
    ),
    "broadcast": (
        "```python run\nx = torch.arange(3)\nx.sum()",
        "```broadcast\na: 3\n@b: x",
        "error",
        "this is no shape; write one a line, such as `a: (3, 1)`",
    ),
    "expression": (
        'args = ["randn(n)"]',
        'args = ["1",\n@"randn(n"]',
        "error",
        "this is no Python expression: '(' was never closed; mend it",
    ),
    "statement for an expression": (
        'let = { n = "randint(1, 4)" }',
        '@let = { n = "n = 1" }',
        "error",
        "this is no Python expression: invalid syntax; mend it",
    ),
    "code of a mistake": (
        "    return x[0]",
        "@    return x[0",
        "error",
        "this is no Python code: '[' was never closed; mend it",
    ),
    "code of an accept": (
        'code = "def add_up(x): return x.sum()"',
        '@code = "def add_up(x) return x.sum()"',
        "error",
        "this is no Python code: expected ':'; mend it",
    ),
    "test of an option": (
        'test = "x.T.data_ptr() == x.data_ptr()"',
        'test = "x.T ="',
        "error",
        "this is no Python expression: invalid syntax; mend it",
    ),
    "nothing to predict": (
        "x = torch.zeros(n, 3)\n'''\nask = \"x.shape\"",
        "@x = torch.zeros(n, 3)\n'''",
        "error",
        "the last line has no value to look at; end with an expression",
    ),
    "one hint": (
        'hints = ["Look at the methods.", "There is a method for it."]',
        '@hints = ["Look at the methods."]',
        "error",
        "the exercise has one hint; write two or more, from a nudge to nearly there",
    ),
    "no hints": (
        'hints = ["Look at the methods.", "There is a method for it."]\n',
        "",
        "error",
        "the exercise has no hints; write two or more, from a nudge to nearly there",
    ),
    "no explanation": (
        'explain = "It sums."\n',
        "",
        "error",
        "the exercise lacks the key `explain`; say why it works and what to remember",
    ),
    "no title": ('title = "Add up"\n', "", "error", "the exercise lacks the key `title`; name it"),
    "empty text": (
        'explain = "It sums."',
        '@explain = " "',
        "error",
        "`explain` is empty; write it, or take the key away",
    ),
    "empty page": ('text = "Now a script."', '@text = ""', "error", "`text` is empty; write it, or take the key away"),
    "hint with a line": (
        '"There is a method for it."',
        '@"Try `total = x.cumsum(0)[-1]`."',
        "error",
        "this gives the reference's whole body away; leave the last step to the learner",
    ),
    "option without a reply": (
        ', says = "It copies." }',
        " }",
        "warning",
        "the option lacks the key `says`; reply to whoever picks it",
    ),
    "no mistakes": (
        '[[page.exercise.mistake]]\nid = "swapped"\nsays = "They are swapped."\ncode = "a, b = 2, 1"\n',
        "",
        "warning",
        "the exercise knows no mistake; add [[page.exercise.mistake]] for the common ones",
    ),
    "unknown construct": (
        "difficulty = 2",
        '@forbid = ["for-loops"]',
        "error",
        "`for-loops` is neither a function's name nor a construct that is known; constructs are for, while, if, try,"
        " with, lambda, def, class, import, yield, assert, raise, del, global, match, @, **, //, %, *, /, +, -, ^",
    ),
    "setting without use": (
        "difficulty = 2",
        "@ops_ratio = 2",
        "warning",
        '`ops_ratio` does nothing without observe = ["ops"]; add that, or take it away',
    ),
    "wide code": (
        "\nx.sum()",
        f"\n@y = {'1 + ' * 20}1",
        "warning",
        "is 85 cells wide; break it before 76",
    ),
    "no summary": (
        'summary = "What sums are."\n',
        "",
        "warning",
        "the lesson lacks the key `summary`; say in a sentence what it teaches",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fault_has_its_line(small: SmallCourse, name: str) -> None:
    """Protects one message each: its line within the text, and no other complaint."""
    old, new, severity, message = CASES[name]
    first = small.change(old, new.replace("@", "", 1))
    line = first + new.partition("@")[0].count("\n")
    if name == "fence never closed":
        line -= 2  # told where it opens
    if "@" not in new:
        line = {"no summary": 1}.get(name) or _table_above(small.lesson, first, name)
    assert [(fault.line, fault.severity, fault.message) for fault in found(small)] == [(line, severity, message)]


def _table_above(path: Path, line: int, name: str) -> int:
    """The line of the table in which something is missing."""
    sign = "`x.clone()`" if name == "option without a reply" else "`x.T`" if name == "test of an option" else "[page.ex"
    lines = path.read_text().split("\n")[:line]
    return max(
        number for number, text in enumerate(lines, 1) if text.strip().startswith(("{ text", sign)) and sign in text
    )


def test_lengths_of_pages(small: SmallCourse) -> None:
    """Protects pages of one idea: code and formulas are no words, and both ends are told."""
    line = small.change('text = "Now a script."', f"text = '''{'word ' * 251} $x$\n```python show\n{'y ' * 99}\n```'''")
    small.change('text = "Which?"', f"text = '{'word ' * 80}'")
    said = {fault.line: fault for fault in lint(load(small.root))}
    assert said[line].message == "the page has 252 words; part it, or tell it in 250"
    assert said[line].severity == "warning"
    short = [fault.message for fault in said.values() if "only" in fault.message]
    assert len(short) == 2


@pytest.mark.parametrize(
    ("starter", "solution", "where", "message"),
    [
        (STARTER + "  x", SOLUTION, "exercises", "the starter is no Python: unindent does not match"),
        (STARTER, "def add_up(x:\n", "solutions", "the reference is no Python: '(' was never closed; mend it"),
        (STARTER, "def add(x):\n    return 1\n", "solutions", "the reference doesn't define `add_up`; define it, or"),
        ("def add_up(x): 1\n", "def add_up(x): 1", "exercises", "the starter is the reference; leave something to do"),
        ("\n", SOLUTION, "exercises", "the starter is empty; write it"),
    ],
)
def test_starters_and_references(small: SmallCourse, starter: str, solution: str, where: str, message: str) -> None:
    """Protects the files beside the lesson, with the file and line of what is wrong in them."""
    small.write("exercises/basics/sums/add-up.py", starter)
    small.write("solutions/basics/sums/add-up.py", solution)
    (fault,) = found(small)
    assert fault.path == small.root / where / "basics/sums/add-up.py"
    assert fault.message.startswith(message)


def test_a_reference_may_bind_its_names_in_any_way(small: SmallCourse) -> None:
    """Protects authors from false alarms about references that define what they must."""
    small.write("solutions/basics/sums/two-names.py", "import os as a\nwith open(a.devnull) as b:\n    pass\n")
    small.write("solutions/basics/sums/add-up.py", "add_up = lambda values: values.sum()\n")
    assert found(small) == []


def test_one_line_of_the_reference_is_only_suspicious(small: SmallCourse) -> None:
    """Protects hints that say nearly all: giving one line of several is a warning, giving all an error."""
    solution = "def add_up(x):\n    total = x.cumsum(0)\n    return total[-1] + 0.0\n"
    small.write("solutions/basics/sums/add-up.py", solution)
    line = small.change('"There is a method for it."', '"Try total=x.cumsum( 0 )."')
    (fault,) = found(small)
    assert (fault.line, fault.severity) == (line, "warning")
    small.change("x.cumsum( 0 ).", "x.cumsum(0), then return `total[-1] + 0.0`")
    assert [fault.severity for fault in found(small)] == ["error"]


def test_files_that_belong_to_nothing(small: SmallCourse) -> None:
    """Protects against a file left behind by a rename."""
    stray = small.write("solutions/basics/sums/old.py", "x = 1")
    (fault,) = found(small)
    assert (fault.path, fault.line, fault.severity) == (stray, 1, "warning")


def test_a_broken_lesson_is_told_once(small: SmallCourse) -> None:
    """Protects against a flood: of a lesson that can't be used only what breaks it is told."""
    line = small.change("minutes = 5", "minutes = '5'")
    assert [(fault.path, fault.line) for fault in found(small)] == [(small.lesson, line)]


def test_what_the_reference_needs_and_no_page_shows(small: SmallCourse) -> None:
    small.write("solutions/basics/sums/add-up.py", "def add_up(x):\n    return x.cumsum(0).amax()\n")
    (fault,) = first_seen(load(small.root))
    assert fault.severity == "warning" and "`.amax`, which no page up to here shows" in fault.message
    assert found(small) == []  # a course for people who know their tools is none the worse
    small.change("Sums on the way", "`amax` is the largest. Sums on the way")
    assert list(first_seen(load(small.root))) == []
