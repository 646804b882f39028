"""A small course with one page of each kind, and a person at a real terminal."""

from __future__ import annotations

import contextlib
import os
import re
import select
import shlex
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pexpect
import pyte

LESSON = """
title = "First steps"
summary = "A page of each kind."
minutes = 5

[[page]]
id = "reading"
title = "Only to read"
text = '''
Some words, and [brackets] that are no markup.

```python run
1 + 1
```
'''

[[page]]
id = "writing"
title = "Something to write"
text = "Write it."

[page.exercise]
id = "double"
kind = "function"
entry = "double"
title = "Twice as much"
goal = "Return twice `x`."
hints = ["It is a sum.", "Of `x` and `x`."]
explain = "Adding is *doubling*."

[[page.exercise.case]]
args = ["torch.ones(2)"]

[[page.exercise.case]]
args = ["torch.arange(3)"]

[[page.exercise.mistake]]
id = "squares"
code = "def double(x):\\n    return x * x"
says = "That is the square."

[[page]]
id = "choosing"
title = "Something to choose"
text = "Choose."

[page.exercise]
id = "views"
kind = "choice"
title = "Which share memory?"
goal = "Mark them."
hints = ["One.", "Two."]
explain = "A view owns nothing."

[[page.exercise.question]]
text = "Which shares memory with `x`?"
code = "x = torch.arange(6)"
option = [
    { text = "`x[1:]`", right = true, says = "A slice is a view." },
    { text = "`x.clone()`", right = false, says = "`clone` copies." },
]

[[page]]
id = "predicting"
title = "Something to predict"
text = "Predict."

[page.exercise]
id = "shape-of"
kind = "predict"
title = "Which shape?"
goal = "Say it."
hints = ["One.", "Two."]
explain = "Rows first."

[[page.exercise.question]]
let = { n = "randint(2, 9)" }
code = "x = torch.zeros(n, 3)"
ask = "x.shape"
"""

STARTER = "import torch\n\n\ndef double(x):\n    return ...\n"
SOLUTION = "def double(x):\n    return x + x\n"


def write_course(root: Path) -> Path:
    """A course with one chapter: a lesson of four pages, and one that is broken."""
    chapter = root / "lessons" / "01-start"
    chapter.mkdir(parents=True)
    (root / "lessons" / "course.toml").write_text('title = "A small course"\n')
    (chapter / "chapter.toml").write_text('title = "The start"\n')
    (chapter / "01-steps.toml").write_text(LESSON)
    (chapter / "02-broken.toml").write_text('title = "Broken"\nsummery = "no"\n')
    for folder, text in (("exercises", STARTER), ("solutions", SOLUTION)):
        (root / folder / "start" / "steps").mkdir(parents=True)
        (root / folder / "start" / "steps" / "double.py").write_text(text)
    return root


# The program as it would be on Textual as it comes, which sends every dirty region whole.
STOCK = """
from tutor.screen.changed_cells import ChangedCellsOnly
del ChangedCellsOnly._display
"""

# What the host of a person's program imports. Everything takes five seconds of a processor, PyTorch alone two, and most
# tests run no more than a line of code, or none. Where it isn't whole, each start draws the same questions besides.
HOSTS = {
    "whole": "",
    "light": """
from tutor.grading import programs
from tutor.runner.keeper import Keeper
Keeper.__init__.__kwdefaults__["warm"] = ()
programs.LATER = ()
import random, secrets
secrets.randbits = random.Random(7).getrandbits
""",
}
HOSTS["bare"] = HOSTS["light"] + "programs.PRELOAD = ()\n"

MAIN = """
from tutor.cli import main
raise SystemExit(main())
"""


class Person:
    """Someone at a real terminal, who presses keys and reads what is on the screen.

    On a `bare` host nothing can be run.
    """

    def __init__(
        self,
        arguments: list[str],
        home: Path,
        size: tuple[int, int] = (80, 24),
        *,
        ignore_hangup: bool = False,
        stock: bool = False,
        host: Literal["whole", "light", "bare"] = "whole",
        through: list[str] | None = None,
        command: list[str] | None = None,
        **environment: str,
    ) -> None:
        self.home = home
        self.columns, self.rows = size
        folders = {f"TUTOR_{name}": str(home / name.lower()) for name in ("DATA", "CACHE", "CONFIG", "STATE")}
        clean = {
            name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLORTERM", "TUTOR_COURSE")
        }
        environment = {**clean, **folders, "TERM": "xterm-256color", **environment}
        self.screen = pyte.Screen(self.columns, self.rows)
        self._stream = pyte.ByteStream(self.screen)
        program = ["-c", STOCK * stock + HOSTS[host] + MAIN] if stock or host != "whole" else ["-m", "tutor.cli"]
        command = command or [sys.executable, *program, *arguments]
        if through is not None:  # to another machine goes nothing but the words of a command
            told = {**folders, "PYTHONPATH": os.pathsep.join(sys.path)}
            words = ["env", *(f"{name}={value}" for name, value in told.items()), *command]
            command = [*through, shlex.join(words)]
        self.child = pexpect.spawn(
            command[0],
            command[1:],
            env=environment,
            dimensions=(self.rows, self.columns),
            ignore_sighup=ignore_hangup,
        )
        self.child.delaybeforesend = None
        self.received = 0
        self.tail = b""  # the last bytes that came

    @property
    def text(self) -> str:
        """What is on the screen; in the middle of a frame half of a wide character may be written over already."""
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        columns = range(self.screen.columns)
        return "\n".join("".join(row[x].data for x in columns).rstrip() for row in rows)

    def read(self, patience: float = 0.1) -> int:
        """Take what the program writes until it is silent for `patience` seconds; returns how many bytes came."""
        before = self.received
        while self.read_once(patience):
            pass
        return self.received - before

    def read_once(self, patience: float) -> bool:
        """Take what comes next within `patience` seconds; whether anything did."""
        try:
            data = self.child.read_nonblocking(65536, patience)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.received += len(data)
        self.tail = (self.tail + data)[-2000:]
        # Private sequences with < and > are none of those this emulator knows.
        self._stream.feed(re.sub(rb"\x1b\[[<>][0-9;]*u", b"", data))
        return True

    def until(self, pattern: str, seconds: float = 60.0) -> None:
        """Wait until `pattern` is on the screen."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.text):
            if time.monotonic() > end or not (self.read() or self.child.isalive()):
                raise AssertionError(f"{pattern!r} did not appear:\n{self.text}")

    def press(self, keys: str) -> None:
        """Send `keys` as a terminal would."""
        self.child.send(keys)

    def ended(self, seconds: float = 20.0) -> int:
        """Wait until the program has ended; its exit status, or minus the signal's number."""
        end = time.monotonic() + seconds
        while self.child.isalive():
            self.read()
            if time.monotonic() > end:
                raise AssertionError(f"it did not end:\n{self.text}")
        return self.child.exitstatus if self.child.exitstatus is not None else -(self.child.signalstatus or 0)

    def close(self) -> None:
        """End the program, if it has not."""
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            with contextlib.suppress(pexpect.ExceptionPexpect):
                self.child.wait()
        self.child.ptyproc.delayafterclose = 0  # it has ended already
        with contextlib.suppress(OSError):
            self.child.close(force=True)


def at_work(pid: int) -> bool:
    """Whether a thread of the process runs, or waits for the processor."""
    for task in Path(f"/proc/{pid}/task").glob("*/stat"):
        with contextlib.suppress(OSError):
            if task.read_text().rpartition(")")[2].split()[0] in "RD":
                return True
    return False


def read_all(people: Sequence[Person], patience: float = 0.1) -> int:
    """Take what several programs write until all of them have been silent for `patience` seconds; how many bytes came.

    Who waits for the processor is not silent, only slow: on a busy machine that may last longer than any patience.
    """
    before = sum(one.received for one in people)
    listening = {one.child.child_fd: one for one in people}
    looks, silent = 5, 0
    while listening and silent < looks:
        ready, _, _ = select.select(list(listening), [], [], patience / looks)
        for each in ready:
            if not listening[each].read_once(0):
                del listening[each]  # it has ended
        silent = 0 if ready or any(at_work(one.child.pid) for one in people) else silent + 1
    return sum(one.received for one in people) - before
