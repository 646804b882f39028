"""The command line: every slip is one line with the right exit status, and nothing heavy is paid for."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Ran, apart, command, is_one_line
from tests.runner.family import heed_interrupts
from tutor.cli import COMMANDS, main

# Runs a command, then says which of the heavy packages this process imported.
IMPORTED = """
import sys
from tutor.cli import main
try:
    status = main(sys.argv[1:])
except SystemExit as leaving:
    status = leaving.code
heavy = {"textual", "torch", "numpy", "pandas"}
imported = sorted(heavy & {name.partition(".")[0] for name in sys.modules})
print(f"status {status}, imported {imported}", file=sys.stderr)
"""

ADDRESS = "arithmetic/doubling/double"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--help"], 0),
        (["list"], 0),
        (["hint", ADDRESS], 0),
        (["progress", "--json"], 0),
        (["lint"], 1),  # one lesson is broken
        (["doctor"], 1),
        (["show", "arithmetic/doubling"], 0),
        (["check", ADDRESS, "solutions/arithmetic/doubling/double.py"], 0),
    ],
    ids=lambda given: given[0] if isinstance(given, list) else "",
)
def test_no_command_imports_what_it_does_not_draw_with(course: Path, words: list[str], status: int) -> None:
    """A command that draws no screen pays neither for Textual nor for torch, whatever its runner does."""
    environment = {**os.environ, "TUTOR_COURSE": str(course)}
    words = [sys.executable, "-c", IMPORTED, *words]
    ran = subprocess.run(words, cwd=course, env=environment, capture_output=True, text=True, check=True)
    assert ran.stderr.splitlines()[-1] == f"status {status}, imported []"


# Says which of the packages and modules that take long were imported.
SLOW = """
import sys
from tutor.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
slow = ("dataclasses", "inspect", "typing", "importlib.metadata", "platformdirs", "shutil", "tempfile", "hashlib")
slow = (*slow, "rich", "tomli", "tutor.course.model", "tutor.course.loader", "tutor.progress.store")
print([name for name in slow if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize("word", ["--version", "list"])
def test_what_is_asked_for_often_imports_nothing_slow(tmp_path: Path, word: str) -> None:
    """Nothing is imported by `--version` and `list` that takes long, once the course was read and a file is there."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("TUTOR_", "XDG_"))}
    environment |= {"HOME": str(tmp_path)}
    words = [sys.executable, "-S", "-c", f"import sys; sys.path += {sys.path!r}\n{SLOW}", word]
    for _ in range(2):
        ran = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout
    assert ran.stderr.splitlines() == ["[]"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["chekc"], "did you mean 'check'"),
        (["check", ADDRESS], "required: FILE"),
        (["hint", ADDRESS, "two"], "invalid int value"),
        (["check", ADDRESS, "x.py", "--seed", "-1"], "is not a seed"),
        (["verify", "--seeds", "0"], "is not a number of seeds"),
        (["hint", ADDRESS, "\x1b[31m"], "\\x1b[31m"),
        (["hint", "arithmetic/dubling/double"], f"did you mean `{ADDRESS}`"),
        (["hint", "arithmetic/doubling"], "is a lesson, and not an exercise"),
        (["show", "arithmetic/broken"], "this lesson is broken"),
        (["lint", "nowhere"], "no such file or folder"),
        (["verify", "."], "not in a course"),
    ],
)
def test_wrong_usage_is_one_line(tutor: Callable[..., Ran], tmp_path: Path, words: list[str], says: str) -> None:
    """A slip is told in one line that says what to do, with status 2 and nothing on standard output."""
    os.chdir(tmp_path)
    ran = tutor(*words)
    assert (ran.status, ran.out) == (2, "")
    assert is_one_line(ran.err)
    assert says in ran.err


def test_the_course_may_be_named_before_after_and_by_the_environment(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--course` works on both sides of the command, wins over TUTOR_COURSE, and a wrong one is told."""
    monkeypatch.setenv("TUTOR_COURSE", "/nowhere/at/all")
    for words in (["--course", str(course), "list", "--json"], ["list", "--json", "--course", str(course)]):
        assert main(words) == 0
        assert json.loads(capsys.readouterr().out)["root"] == str(course)
    assert main(["list"]) == 2
    said = capsys.readouterr().err
    assert is_one_line(said)
    assert "TUTOR_COURSE" in said
    monkeypatch.setenv("TUTOR_COURSE", str(course))
    assert main(["list", "--json"]) == 0


def test_help_names_every_command(tutor: Callable[..., Ran]) -> None:
    """`--help`, and `tutor` alone, show what there is."""
    ran = tutor("--help")
    assert ran.status == 0
    assert sorted(re.findall(r"^    ([a-z-]+) ", ran.out, re.MULTILINE)) == sorted(COMMANDS)
    assert tutor().out == ran.out
    assert tutor("--version").out.startswith("tutor 0.")


def test_help_of_a_command_tells_its_own_first(tutor: Callable[..., Ran]) -> None:
    """What every command takes comes last, and not in the line of usage."""
    told = tutor("test-out", "--help").out
    assert told.startswith("usage: tutor test-out [-h] [--new | --stop] [--json] CHAPTER\n")
    assert told.index("--json  ") < told.index("options of every command:") < told.index("--course")


def test_our_own_fault_is_said_to_be_ours(
    tutor: Callable[..., Ran], own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the program is one line that blames no one else, and its details are written down."""

    def broken(*_: object) -> int:
        raise ZeroDivisionError("a fault made for this test")

    monkeypatch.setattr("tutor.commands.list.main", broken)
    ran = tutor("list")
    assert ran.status == 3
    assert is_one_line(ran.err)
    assert "tutor's own fault" in ran.err
    log = own_folders.with_name("tutor_state") / "tutor.log"
    assert str(log) in ran.err
    assert "a fault made for this test" in log.read_text()


def test_a_reader_that_leaves_is_no_fault(course: Path) -> None:
    """`tutor list | head -1` ends without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.run(
        command("--course", course, "list"), stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert process.stderr == ""
    assert process.returncode == 141


def test_ctrl_c_stops_at_once_and_leaves_nothing(course: Path) -> None:
    """An interrupted run ends with status 130, no traceback, and no process left behind."""
    text = "import os\nprint(os.getpid(), flush=True)\nwhile True:\n    pass\n"
    (course / "loop.py").write_text(text)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(
        command("run", course / "loop.py"), text=True, preexec_fn=heed_interrupts, **pipes
    ) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while not (hosts := children.read_text().split()) and process.poll() is None:
            pass
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "")
    assert hosts
    assert not any(Path(f"/proc/{host}").exists() for host in hosts)


def test_any_locale_and_closed_streams(course: Path) -> None:
    """A terminal that can't show a character, or streams that aren't there, are no reason to fail."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    ran = apart("--course", course, "list", env=environment)
    assert (ran.status, ran.err) == (0, "")
    closed = subprocess.run(
        ["sh", "-c", 'exec "$@" <&- >&-', "sh", *command("--course", course, "list")],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert (closed.returncode, closed.stderr) == (0, "")
