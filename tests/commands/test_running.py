"""`run`, `check`, `show`, `verify`, `doctor`: the commands that run code, for real."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Ran, is_one_line
from tutor.commands.context import Context
from tutor.commands.examination import sandbox
from tutor.commands.faults import UserFault
from tutor.grading.answer_file import answers_in
from tutor.progress.aliases import identity
from tutor.progress.store import Store
from tutor.runner.client import Runner

DOUBLE, SHAPE, WHICH = (f"arithmetic/doubling/{name}" for name in ("double", "shape", "which"))


@pytest.fixture
def answer(tmp_path: Path) -> Callable[[str], Path]:
    """Writes an answer into a file."""

    def write(text: str) -> Path:
        path = tmp_path / "answer.py"
        path.write_text(text)
        return path

    return write


def opened(course: Path) -> Store:
    """The learner's progress in `course`."""
    return Store(course=identity(course, built_in=False))


def test_a_right_answer(tutor: Callable[..., Ran], course: Path, answer: Callable[[str], Path]) -> None:
    """One JSON object of the agreed keys and nothing else; status 0; the pass is kept."""
    ran = tutor("check", DOUBLE, answer("def double(x):\n    return 2 * x\n"), "--json", "--seed", "11")
    assert (ran.status, ran.err) == (0, "")
    told = ran.json
    assert list(told) == [
        "exercise",
        "verdict",
        "stage",
        "mistake",
        "message",
        "case",
        "cases",
        "stdout",
        "seed",
        "seconds",
    ]
    assert (told["exercise"], told["verdict"], told["seed"]) == (DOUBLE, "passed", 11)
    assert told["cases"] == {"passed": 4, "run": 4, "total": 4}
    with opened(course) as store:
        assert store.standing(DOUBLE).state == "passed"


def test_a_wrong_answer(tutor: Callable[..., Ran], course: Path, answer: Callable[[str], Path]) -> None:
    """Status 1, what was expected and what came, the known mistake in its words, and the way to a hint."""
    ran = tutor("check", DOUBLE, answer("def double(y):\n    print('[b] \\x1b[31m')\n    return y**2\n"))
    assert (ran.status, ran.err) == (1, "")
    assert re.match(r"\d of 4 cases pass", ran.out)
    assert "You squared: twice is `x + x`." in ran.out
    assert re.search(r"expected +tensor\(\[0\., 2\., 4\.\]\)", ran.out)
    assert re.search(r"got +tensor\(\[0\., 1\., 4\.\]\)", ran.out)
    assert "[b] \\x1b[31m" in ran.out
    assert "\x1b" not in ran.out
    assert f"hint {DOUBLE}" in ran.out
    with opened(course) as store:
        assert store.attempts(DOUBLE) == 1
        assert store.replay(DOUBLE) is not None


def test_what_could_not_be_judged(tutor: Callable[..., Ran], course: Path, answer: Callable[[str], Path]) -> None:
    """A reference that breaks is never the learner's fault: status 3, said so, not counted."""
    (course / "solutions/arithmetic/doubling/double.py").write_text("def double(x):\n    return nothing\nnothing\n")
    ran = tutor("check", DOUBLE, answer("def double(x):\n    return 2 * x\n"))
    assert ran.status == 3
    assert ran.out.startswith("This could not be judged.")
    with opened(course) as store:
        assert store.attempts(DOUBLE) == 0


def test_questions_are_judged_as_they_were_posed(
    tutor: Callable[..., Ran], course: Path, answer: Callable[[str], Path]
) -> None:
    """The numbers that `show` printed are those the next check judges by."""
    shown = tutor("show", SHAPE, "--seed", "4")
    assert shown.err == ""
    rows = re.search(r"n = (\d)", shown.out)
    assert rows is not None
    assert f"check {SHAPE} shape.txt --seed 4" in shown.out
    ran = tutor("check", SHAPE, answer(f"({rows[1]}, 3)\n"), "--json")
    assert (ran.status, ran.json["seed"]) == (0, 4)
    with opened(course) as store:
        assert store.posed_seed(SHAPE) is None


def test_options_are_marked_by_letters_in_the_files_order(
    tutor: Callable[..., Ran], answer: Callable[[str], Path]
) -> None:
    """The letters that `show` prints mean the same to `check`, however the screen shuffles."""
    shown = tutor("show", WHICH).out
    order = [shown.index(text) for text in ("a)", "x + x", "b)", "x * x", "c)", "x * 2")]
    assert order == sorted(order)
    assert tutor("check", WHICH, answer("a\nc\n")).status == 0
    ran = tutor("check", WHICH, answer("sum\nb\n"), "--json")
    assert ran.status == 1
    assert "That is the square." in ran.json["message"]


def test_answers_are_parted_by_blank_lines() -> None:
    """However many blank lines there are, and wherever."""
    assert answers_in("\n\n(2, 3)\n\n  \nfloat32 \n") == [["(2, 3)"], ["float32"]]
    assert answers_in("a\nb\n\nc") == [["a", "b"], ["c"]]


def test_a_page_shows_again_without_running_its_code(
    tutor: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outputs are computed once; where nothing can be run, what isn't known yet is left out, and that is said."""

    def refused(*_: object, **__: object) -> Runner:
        raise UserFault("nothing can be run here")

    first = tutor("show", DOUBLE)
    monkeypatch.setattr("tutor.commands.context.Context.new_runner", refused)
    assert tutor("show", DOUBLE) == first
    ran = tutor("show", SHAPE)
    assert ran.status == 0
    assert "Doubling keeps the shape." in ran.out
    assert is_one_line(ran.err)


def test_a_lesson_shows_what_its_code_gives(tutor: Callable[..., Ran]) -> None:
    """All pages in order, outputs computed, the starter and the command to check with."""
    ran = tutor("show", "arithmetic/doubling")
    assert (ran.status, ran.err) == (0, "")
    order = [
        ran.out.index(text)
        for text in ("torch.arange(3) * 2", "tensor([0, 2, 4])", "def double(x):", "check", "Its shape", "Which?")
    ]
    assert order == sorted(order)
    assert all(len(line) <= 80 for line in ran.out.splitlines() if "--course" not in line)


def test_run_shows_output_value_and_variables(tutor: Callable[..., Ran], answer: Callable[[str], Path]) -> None:
    """What a prompt would show, as data."""
    ran = tutor("run", answer("import torch\nx = torch.ones(2, 3)\nprint('hello')\nx.sum()\n"), "--json")
    assert (ran.status, ran.err) == (0, "")
    assert list(ran.json) == ["stdout", "value", "variables", "graph", "error", "seconds"]
    assert (ran.json["stdout"], ran.json["value"], ran.json["error"]) == ("hello\n", "tensor(6.)", None)
    assert [one["name"] for one in ran.json["variables"]] == ["x"]


def test_run_draws_a_tensors_history(tutor: Callable[..., Ran], answer: Callable[[str], Path]) -> None:
    """As a tree where it is asked for; in the JSON always."""
    path = answer("import torch\nx = torch.ones(2, requires_grad=True)\ny = (x * x).sum()\n")
    drawn = tutor("run", path, "--graph", "y").out.splitlines()
    assert [line.strip() for line in drawn[-4:]] == [
        "y = SumBackward0  ()",
        "MulBackward0  (2,)",
        "├─ x  (2,)  leaf",
        "└─ x  (2,)  leaf",
    ]
    assert list(tutor("run", path, "--json").json["graph"]["roots"]) == ["x", "y"]
    assert "no tensor `z`" in tutor("run", path, "--graph", "z").out


def test_run_tells_an_error_with_its_line(tutor: Callable[..., Ran], answer: Callable[[str], Path]) -> None:
    """Status 1, and the line of the file; leaving early is told as such."""
    path = answer("x = 1\nx.y\n")
    ran = tutor("run", path)
    assert ran.status == 1
    assert f"{path}:2: AttributeError" in ran.out
    ran = tutor("run", answer("import os\nprint('so far', flush=True)\nos._exit(0)\n"))
    assert ran.status == 1
    assert ran.out.startswith("so far\n")


def test_verify_proves_a_course_and_names_what_fails(tutor: Callable[..., Ran], course: Path) -> None:
    """Sound: status 0 and how long it took. A mistake that passes: status 1, and the command that repeats it."""
    (course / "lessons/arithmetic/02-broken.toml").unlink()
    ran = tutor("verify", "--seeds", "2")
    assert ran.status == 0, ran.out
    assert "all proved   3 exercises" in ran.out
    assert "2 seeds" in ran.out
    lesson = course / "lessons/arithmetic/01-doubling.toml"
    lesson.write_text(lesson.read_text().replace("return x * x", "return x * 2"))
    ran = tutor("verify", course, "--seeds", "2")
    assert ran.status == 1
    assert f"verify {DOUBLE} --seeds 2" in ran.out
    told = tutor("verify", DOUBLE, "--seeds", "1", "--json")
    assert told.status == 1
    assert {one["kind"] for one in told.json["failed"]} == {"mistake"}


def test_lint_names_the_file_and_the_line(tutor: Callable[..., Ran], course: Path) -> None:
    """Each fault is `path:line: what`; a file or a folder may be linted alone."""
    broken = course / "lessons/arithmetic/02-broken.toml"
    assert tutor("lint", "arithmetic/doubling").status == 0
    assert tutor("lint", "arithmetic/broken").status == tutor("lint", "arithmetic").status == 1
    ran = tutor("lint")
    assert (ran.status, ran.err) == (1, "")
    assert f"{broken}:2: " in ran.out
    told = tutor("lint", broken, "--json").json
    assert not told["ok"]
    assert {fault["path"] for fault in told["faults"]} == {str(broken)}
    assert tutor("lint", course / "lessons/arithmetic/01-doubling.toml").status == 0


def test_doctor_says_what_is_wrong(tutor: Callable[..., Ran], course: Path, own_folders: Path) -> None:
    """Every part is looked at; what is wrong is told with what to do, and makes the status 1."""
    told = tutor("doctor", "--json")
    assert told.status == 1
    assert told.json["problems"] == [
        problem for problem in told.json["problems"] if "arithmetic/broken" in problem or "confined" in problem
    ]
    # The registry's wheel has the build (+cu130) in its own word for the version alone, the CPU build's in both.
    imports, installed = told.json["torch"]["imports"], told.json["packages"]["torch"]
    assert imports.partition("+")[0] == installed.partition("+")[0]
    assert told.json["progress"]["ok"] is True
    assert told.json["course"]["root"] == str(course)
    assert (own_folders / "progress.db").exists()


def test_where_nothing_confines_nothing_is_run_unless_asked_for(
    tutor: Callable[..., Ran], answer: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused in one line that says what is lacking; with --unsafe run, said, and marked in text and in JSON."""
    monkeypatch.setenv("TUTOR_CONFINEMENT", "refused")
    right = answer("def double(x):\n    open('/etc/hostname')\n    return 2 * x\n")
    ran = tutor("check", DOUBLE, right)
    assert (ran.status, ran.out) == (3, "")
    assert is_one_line(ran.err)
    assert "it lacks Landlock" in ran.err
    assert "--unsafe" in ran.err
    ran = tutor("--unsafe", "check", DOUBLE, right)
    assert ran.status == 0, ran.out
    assert "This ran unconfined (--unsafe)." in ran.out
    assert is_one_line(ran.err)
    assert "Nothing confines what runs here" in ran.err


def test_doctor_names_the_rung_what_it_lacks_and_what_that_costs(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where exercises can't be judged, or nothing is confined, that is a problem; a lower rung that holds is none."""
    monkeypatch.setenv("TUTOR_CONFINEMENT", "seccomp")
    with Context(str(course)) as context:
        told = sandbox(context)
    assert (told["rung"], told["files"]) == ("seccomp", False)
    assert [problem.split(":")[0] for problem in told["problems"]] == [
        "Answers may open no files here",
        "it lacks Landlock",
        "it lacks user namespaces",
    ]
    monkeypatch.setenv("TUTOR_CONFINEMENT", "refused")
    with Context(str(course)) as context:
        assert "--unsafe" in sandbox(context)["problems"][0]


def test_a_confinement_that_does_not_exist_is_named(
    tutor: Callable[..., Ran], answer: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, with those there are."""
    monkeypatch.setenv("TUTOR_CONFINEMENT", "walls")
    ran = tutor("run", answer("1"))
    assert ran.status == 3
    assert is_one_line(ran.err)
    assert "TUTOR_CONFINEMENT=walls: no such confinement; it is one of landlock+seccomp" in ran.err


def test_start_needs_a_terminal(tutor: Callable[..., Ran]) -> None:
    """Without one, a line says what works instead."""
    ran = tutor("start")
    assert (ran.status, ran.out) == (2, "")
    assert is_one_line(ran.err)
    assert "tutor list" in ran.err


@pytest.mark.parametrize("whole_host", [True])
def test_a_run_shows_what_it_left_and_what_it_drew(tutor: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "run.py"
    file.write_text(
        "import torch\nimport matplotlib.pyplot as plt\na = torch.ones(2, 3)\nb = a.T\n"
        "plt.plot([0, 1], label='up')\nplt.legend()\na @ a\n"
    )
    shown = tutor("run", file).out
    assert "a and b share memory." in shown and "strides (1, 3), not contiguous" in shown
    assert "┤" in shown and "a @ a  2 × ✗ × 3" in shown
    plain = tutor("run", "--ascii", file).out
    assert plain.isascii() and "a @ a  2 x X x 3" in plain
    assert "┤" in tutor("run", file).out  # for once only
