"""What tests of the commands share: a small course with every kind of exercise, and ways to run `tutor` on it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tutor.cli import main
from tutor.grading import programs
from tutor.runner.keeper import Keeper

LESSON = """
title = "Doubling"
summary = "Twice as much."
minutes = 5

[[page]]
id = "twice"
title = "Twice"
text = '''
Every number, twice:

```python run
torch.arange(3) * 2
```
'''

[page.exercise]
id = "double"
kind = "function"
title = "Double it"
goal = "Write `double(x)`, which gives every element of `x` twice as large."
hints = ["What is twice a tensor?", "A tensor may be multiplied by a number."]
explain = "Arithmetic goes element by element."
entry = "double"

[[page.exercise.case]]
args = ["torch.arange(3.)"]
note = "three numbers"

[[page.exercise.case]]
let = { n = "randint(1, 6)" }
args = ["randn(n)"]
times = 3

[[page.exercise.mistake]]
id = "squares"
code = '''
def double(x):
    return x * x
'''
says = "You squared: twice is `x + x`."

[[page]]
id = "shapes"
title = "Its shape"
text = "Doubling keeps the shape."

[page.exercise]
id = "shape"
kind = "predict"
title = "What shape?"
goal = "Say the shape."
hints = ["Count the rows.", "Rows, then columns."]
explain = "As it was."

[[page.exercise.question]]
let = { n = "randint(2, 6)" }
code = "x = torch.zeros(n, 3) * 2"
ask = "x.shape"

[[page]]
id = "marks"
title = "Which?"
text = "Some ways are right."

[page.exercise]
id = "which"
kind = "choice"
title = "Which double?"
goal = "Mark them."
optional = true
hints = ["Try them.", "Try them all."]
explain = "Both are sums."

[[page.exercise.question]]
text = "Which give twice `x`?"
code = "x = torch.tensor([2., 3.])"
several = true
option = [
    { text = "`x + x`", id = "sum", test = "torch.equal(x + x, 2 * x)", says = "A sum of two." },
    { text = "`x * x`", right = false, says = "That is the square." },
    { text = "`x * 2`", right = true, says = "Yes." },
]
"""


@dataclass
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, as JSON; fails if that is anything but one object."""
        return json.loads(self.out)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of one lesson with three exercises, and one lesson that is broken."""
    root = tmp_path / "course"
    for name, text in {
        "lessons/arithmetic/01-doubling.toml": LESSON,
        "lessons/arithmetic/02-broken.toml": 'title = "Broken"\npages = 3\n',
        "exercises/arithmetic/doubling/double.py": "def double(x):\n    pass\n",
        "solutions/arithmetic/doubling/double.py": "def double(x):\n    return x + x\n",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's own progress is touched."""
    for name in ("TUTOR_DATA", "TUTOR_CACHE", "TUTOR_CONFIG", "TUTOR_STATE"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.delenv("TUTOR_COURSE", raising=False)
    return tmp_path / "tutor_data"


@pytest.fixture
def whole_host() -> bool:
    """Whether the hosts that a command starts in this process import all that learners' code may want."""
    return False


@pytest.fixture(autouse=True)
def light_host(monkeypatch: pytest.MonkeyPatch, whole_host: bool) -> None:
    """If not, they import PyTorch alone: that takes two seconds of a processor instead of five, at each command."""
    if not whole_host:
        monkeypatch.setitem(Keeper.__init__.__kwdefaults__, "warm", ())
        monkeypatch.setattr(programs, "LATER", ())


@pytest.fixture
def tutor(course: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs a command on the course, in this process."""

    def run(*words: str | Path) -> Ran:
        capsys.readouterr()
        try:
            status = main(["--course", str(course), *map(str, words)])
        except SystemExit as leaving:  # argparse leaves by itself
            status = leaving.code if isinstance(leaving.code, int) else 1
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return run


def command(*words: str | Path) -> list[str]:
    """The command line of a `tutor` of its own process."""
    return [sys.executable, "-m", "tutor.cli", *map(str, words)]


def apart(*words: str | Path, **more: Any) -> Ran:
    """Runs a command in a process of its own."""
    ran = subprocess.run(command(*words), capture_output=True, text=True, check=False, **more)
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def is_one_line(text: str) -> bool:
    """Whether `text` is what a fault must be: one line that begins with the program's name."""
    return text.startswith("tutor: ") and text.count("\n") == 1 and text.endswith("\n")
