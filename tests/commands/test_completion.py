"""Completion offers what the parser and the course have, in real shells, and never a word of fault."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte
import pytest

from tests.commands.conftest import Ran, is_one_line
from tutor.cli import COMMANDS, SHELLS


@pytest.fixture
def completed(tutor: Callable[..., Ran]) -> Callable[..., tuple[str, list[str]]]:
    """The kind of file, and the words, that could stand in the place of the last of the words given."""

    def run(*words: str, shell: str = "zsh") -> tuple[str, list[str]]:
        ran = tutor("completion", shell, "--", "tutor", *words)
        assert (ran.status, ran.err) == (0, "")
        kind, *rows = ran.out.splitlines()
        return kind, [row.partition("\t")[0] for row in rows]

    return run


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([""], ("none", list(COMMANDS))),
        (["test"], ("none", ["test-out"])),
        (["show", ""], ("none", ["arithmetic/"])),
        (["show", "arithmetic/d"], ("none", ["arithmetic/doubling/"])),
        (["check", "arithmetic/doubling/s"], ("none", ["arithmetic/doubling/shape"])),
        (["check", "arithmetic/doubling/shape", ""], ("files", [])),
        (["check", "--seed", "3", "arithmetic/doubling/wh"], ("none", ["arithmetic/doubling/which"])),
        (["check", "--seed", ""], ("none", [])),
        (["check", "--se"], ("none", ["--seed"])),
        (["check", "--", "a"], ("none", ["arithmetic/"])),
        (["watch", "--folder", ""], ("folders", [])),
        (["test-out", ""], ("none", ["arithmetic"])),
        (["lint", "arith"], ("files", ["arithmetic/"])),
        (["list", ""], ("none", [])),
        (["--language", ""], ("none", ["en", "zh", "auto"])),
        (["show", "--device=c"], ("none", ["--device=cpu", "--device=cuda"])),
        (["--course", "/nowhere/at/all", "show", ""], ("none", [])),
        (["no-such-command", ""], ("none", [])),
        (["show", "arithmetic/doubling/shape/more/"], ("none", [])),
        (["--version=", ""], ("none", list(COMMANDS))),
    ],
)
def test_what_could_follow(
    completed: Callable[..., tuple[str, list[str]]], words: list[str], expected: tuple[str, list[str]]
) -> None:
    assert completed(*words) == expected


def test_bash_is_told_what_comes_behind_its_equals_sign(completed: Callable[..., tuple[str, list[str]]]) -> None:
    """Bash hands `--device=c` over as three words, and puts what it is told in place of the last."""
    assert completed("show", "--device", "=", "c", shell="bash") == ("none", ["cpu", "cuda"])
    assert completed("show", "--device", "=", shell="bash") == ("none", ["cpu", "auto", "cuda", "mps"])


def test_a_slip_is_one_line(tutor: Callable[..., Ran]) -> None:
    for words in (["completion"], ["completion", "tcsh"], ["completion", "bash", "more"]):
        ran = tutor(*words)
        assert (ran.status, ran.out) == (2, "")
        assert is_one_line(ran.err)


class Shell:
    """A real shell at a terminal, which has read the script that `tutor completion` prints."""

    def __init__(self, name: str, words: list[str], folder: Path) -> None:
        tutor = f'#!/bin/sh\nexec {sys.executable} -m tutor.cli "$@"\n'
        (folder / "tutor").write_text(tutor)
        (folder / "tutor").chmod(0o755)
        script = folder / f"completion.{name}"
        script.write_text(subprocess.run([folder / "tutor", "completion", name], capture_output=True, text=True).stdout)
        self.screen = pyte.Screen(160, 24)
        self.stream = pyte.Stream(self.screen)
        self.child = pexpect.spawn(
            words[0], words[1:], cwd=str(folder), encoding="utf-8", timeout=60, dimensions=(24, 160)
        )
        self.child.delaybeforesend = None
        self.say(f"PATH={folder}:$PATH" if name != "fish" else f"set -x PATH {folder} $PATH")
        if name == "zsh":
            self.say("autoload -U compinit; compinit -u -D; unsetopt beep")
        self.say(f". {script}")

    def say(self, line: str) -> None:
        """Have `line` run, and wait until it is over."""
        self.child.send(f"clear; {line}; echo o''ver\r")
        self.until("over\n")

    def until(self, shown: str) -> None:
        """Wait until `shown` can be read on the screen."""
        while shown not in "\n".join(line.rstrip() + " " * (shown[-1] == " ") for line in self.screen.display):
            self.stream.feed(self.child.read_nonblocking(4096, timeout=60))

    def completes(self, typed: str, to: str) -> None:
        """At TAB, what is `typed` becomes `to`."""
        self.child.send(f"{typed}\t")
        self.until(to)
        self.child.send("\x15")  # what stands on the line is taken back
        self.say("true")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bash", ["bash", "--norc", "--noprofile"]),
        ("zsh", ["zsh", "-f"]),
        ("fish", ["fish", "--no-config"]),
    ],
)
def test_a_real_shell_completes(
    name: str, words: list[str], course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    assert name in SHELLS
    monkeypatch.setenv("TUTOR_COURSE", str(course))
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "my answer.py").touch()
    shell = Shell(name, words, folder)
    try:
        shell.completes("tutor sol", "tutor solution ")
        shell.completes("tutor show ari", "tutor show arithmetic/")
        shell.completes("tutor check arithmetic/dou", "arithmetic/doubling/")
        shell.completes("tutor check arithmetic/doubling/sh", "arithmetic/doubling/shape ")
        shell.completes("tutor check arithmetic/doubling/shape my", "my\\ answer.py")
        shell.completes("tutor verify --tho", "--thorough ")
        shell.completes("tutor schema tr", "translation ")
    finally:
        shell.child.close(force=True)
