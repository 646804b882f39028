"""Protects what an author is told: every kind of fault in a lesson's file, with its line and what to do."""

from __future__ import annotations

import pytest

from tests.course.conftest import LESSON, SmallCourse
from tutor.course.loader import load

# What is changed into what; behind "@" in the new text is where the fault stands. Then the message.
FAULTS = {
    "unknown key": ('summary = "What', '@sumary = "What', "the lesson has no key `sumary`; did you mean `summary`?"),
    "unknown key of a page": (
        'title = "The total"',
        'title = "The total"\n@txt = ""',
        "the page has no key `txt`; did you mean `text`?",
    ),
    "unknown key of a case": (
        "times = 3",
        "@tmes = 3",
        "the case has no key `tmes`; did you mean `times`?",
    ),
    "unlike all known keys": (
        "times = 3",
        "@zzz = 3",
        "the case has no key `zzz`; known here: args, kwargs, let, times, note, raises, run, call_result",
    ),
    "not a text": ('title = "Sums"', "@title = 3", "`title` is the number 3; write a text in quotes"),
    "not a whole number": ("minutes = 5", "@minutes = 5.5", "`minutes` is the number 5.5; write a whole number"),
    "a truth for a number": ("minutes = 5", "@minutes = true", "`minutes` is true; write a whole number"),
    "too small": ("times = 3", "@times = 0", "`times` is 0; write a whole number of 1 or more"),
    "out of bounds": ("difficulty = 2", "@difficulty = 4", "`difficulty` is 4; write a whole number from 1 to 3"),
    "not a list": ('observe = ["args"]', '@observe = "args"', "`observe` is a text; write a list: [...]"),
    "element of a wrong type": (
        'args = ["randn(n)"]',
        'args = [\n  "1",\n  @2]',
        "element 2 of `args` is the number 2; write a text in quotes",
    ),
    "not a table": (
        'let = { n = "randint(1, 5)" }',
        '@let = "n"',
        '`let` is a text; write a table: { name = "..." }',
    ),
    "tables where there is one": (
        '[[page.exercise.accept]]\ncode = "def add_up(x): return x.sum()"',
        '@[page.exercise.accept]\ncode = "def add_up(x): return x.sum()"',
        "`accept` is a table; begin each with [[page.exercise.accept]]",
    ),
    "no Python name": (
        'let = { n = "randint(1, 5)" }',
        'let = { @"2n" = "1" }',
        "`2n` in `let` is not a Python name; rename it",
    ),
    "bad id": (
        'id = "add-up"',
        '@id = "add_up"',
        "`id` is `add_up`; write small letters, digits and single hyphens, such as `row-sums`",
    ),
    "unknown kind": (
        'kind = "function"',
        '@kind = "functoin"',
        "`kind` is `functoin`, which is none of function, variables, predict, choice; did you mean `function`?",
    ),
    "no kind": (
        'kind = "predict"\n',
        "",
        "the exercise lacks the key `kind`; add it: one of function, variables, predict, choice",
    ),
    "unknown observation": (
        'observe = ["args"]',
        'observe = [@"arg"]',
        "element 1 of `observe` is `arg`, which is none of args, aliasing, grad, graph, stdout, ops, allocations, rng,"
        " distribution, figure; did you mean `args`?",
    ),
    "unknown relaxation": (
        'relax = ["dtype"]',
        'relax = [@"shape"]',
        "element 1 of `relax` is `shape`, which is none of dtype, scalar, order, sign, nan",
    ),
    "twice in a list": (
        'observe = ["args"]',
        'observe = ["args",\n@"args"]',
        "`observe` has `args` twice; take one away",
    ),
    "key of another kind": (
        "draw = 1",
        "@entry = 'f'",
        "a predict exercise has no key `entry`: it belongs to function exercises; take it away",
    ),
    "setup in a choice": (
        'explain = "Views share."',
        '@setup = "x = 1"',
        "a choice exercise has no key `setup`: it belongs to function and variables exercises; take it away",
    ),
    "cases of variables": (
        'names = ["a", "b"]',
        'names = ["a", "b"]\n@case = []',
        "a variables exercise has no key `case`: a variables exercise has its `let` and `times` on the exercise itself;"
        " take it away",
    ),
    "entry missing": (
        'entry = "add_up"\n',
        "",
        "a function exercise lacks the key `entry` (the name that must exist); add it",
    ),
    "goal missing": (
        'goal = "Pick one."\n',
        "",
        "a choice exercise lacks the key `goal` (what to do, what is given, what must come back); add it",
    ),
    "goal empty": ('goal = "Pick one."', '@goal = " "', "`goal` is empty; write it"),
    "code in a prediction's mistake": (
        'answer = "(3, 2)"',
        'answer = "(3, 2)"\n@code = "1"',
        "the mistake has no key `code`: it belongs to a code exercise's mistake; take it away",
    ),
    "args and run": (
        'args = ["randn(n)"]',
        'args = ["randn(n)"]\n@run = "add_up(1)"',
        "the case has both `run` and `args`; keep the one that makes the call",
    ),
    "right and test": (
        '`x.clone()`", right = false, says',
        '`x.clone()`", right = false, test = "1", says',
        "the option has both `right` and `test`; keep one",
    ),
    "neither right nor test": (
        '`x.clone()`", right = false, says',
        '`x.clone()`", says',
        "the option has neither `right` nor `test`; add one",
    ),
    "one option": (
        'option = [\n    { text = "`x.T`", test = "x.T.data_ptr() == x.data_ptr()", says = "A view." },\n',
        "@option = [\n",
        "`option` has 1 of at least 2; add what is missing",
    ),
    "two right": (
        '[[page.exercise.question]]\ntext = "Which shares',
        '@[[page.exercise.question]]\ntext = "Which shares',
        "2 options are right, but one is asked for; mark one, or write several = true",
    ),
    "draws more than there are": (
        "draw = 1",
        "@draw = 2",
        "`draw` is 2, but there is 1 question; lower it or add questions",
    ),
    "page id twice": (
        'id = "guess"',
        '@id = "total"',
        "another page before has the id `total`; give each its own",
    ),
    "exercise id twice": (
        'id = "views"',
        '@id = "add-up"',
        "another exercise before has the id `add-up`; give each its own",
    ),
    "control character": (
        'summary = "What sums are."',
        '@summary = "a\\u001b[2J"',
        "`summary` holds a character that can't be shown: a\\u001b[2J; take it away",
    ),
    "nothing judged": (
        '[[page.exercise.case]]\nargs = ["torch.arange(3)"]\nnote = "three numbers"\n\n'
        '[[page.exercise.case]]\nlet = { n = "randint(1, 5)" }\nargs = ["randn(n)"]\ntimes = 3\n',
        "",
        "the exercise has no case, so nothing would be judged; add [[page.exercise.case]]",
    ),
    "bad address required": (
        "requires = []",
        'requires = [@"sums"]',
        "element 1 of `requires` is `sums`; write chapter/lesson",
    ),
    "not above zero": ("difficulty = 2", "@timeout = 0", "`timeout` is 0; write a number above zero"),
    "a date": ("difficulty = 2", "@title = 2020-01-01", "`title` is a date or time; write a text in quotes"),
}
ELSEWHERE = {"right and test": "`x.clone()`", "neither right nor test": "`x.clone()`"}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_has_its_line_and_its_remedy(small: SmallCourse, name: str) -> None:
    """Protects one message each. The rest of the lesson stays without complaint."""
    old, new, message = FAULTS[name]
    if name == "two right":
        small.change('test = "x.T.data_ptr() == x.data_ptr()"', "right = true")
        small.change("right = false", "right = true")
    if name == "a date":
        small.change('title = "Add up"\n', "")
    first = small.change(old, new.replace("@", "", 1))
    line = first + new.partition("@")[0].count("\n")
    if "@" not in new:  # what is missing is missed at its table
        table = ELSEWHERE.get(name, "[page.exercise]")
        before = small.lesson.read_text().split("\n")[: first + 1]
        line = max(number for number, text in enumerate(before, 1) if table in text)
    found = [(fault.line, fault.message) for fault in load(small.root).faults]
    assert found == [(line, message)]


def test_all_faults_of_a_file_at_once(small: SmallCourse) -> None:
    """Protects authors from mending one fault only to be told the next."""
    small.lesson.write_text(
        LESSON.replace("minutes = 5", "minutes = 'five'")
        .replace('kind = "choice"', 'kind = "choise"')
        .replace("times = 3", "tims = 3")
        .replace('id = "script"', 'id = "Script"')
    )
    faults = load(small.root).faults
    assert [fault.message.split(";")[0] for fault in faults] == [
        "`minutes` is a text",
        "the case has no key `tims`",
        "`id` is `Script`",
        "`kind` is `choise`, which is none of function, variables, predict, choice",
    ]
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)
