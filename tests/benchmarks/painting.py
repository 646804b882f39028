"""First paint of `tutor start`, against Python printing one line and against a bare Textual editor."""

from __future__ import annotations

import asyncio
import os
import pty
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable

from tests.benchmarks.measure import in_turn

ROUNDS = 7
LIMIT = 30.0
EDITOR = """
from textual.app import App
from textual.widgets import TextArea

class Editor(App):
    def compose(self):
        yield TextArea.code_editor("print('ready')", language="python")

Editor().run()
"""


def until_painted(command: list[str], environment: dict[str, str], painted: Callable[[bytes], bool]) -> float:
    """Start a command on a terminal of 80 by 24; the seconds until `painted` held of what it wrote."""
    started = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update({"TERM": "xterm-256color", "LINES": "24", "COLUMNS": "80", **environment})
        os.execv(command[0], command)
    written = b""
    end = time.monotonic() + LIMIT
    try:
        while not painted(written):
            ready, _, _ = select.select([terminal], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                raise TimeoutError(f"{command}: nothing was painted in {LIMIT:g} s")
            try:
                written += os.read(terminal, 65536)
            except OSError:
                break
        return time.perf_counter() - started
    finally:
        os.kill(process, signal.SIGTERM)
        os.waitpid(process, 0)
        os.close(terminal)


async def main() -> None:
    """Print the medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        own = dict.fromkeys(("TUTOR_DATA", "TUTOR_CACHE", "TUTOR_CONFIG"), folder)

        async def line() -> float:
            return until_painted([sys.executable, "-c", "print('ready')"], {}, lambda text: b"ready" in text)

        async def editor() -> float:
            return until_painted([sys.executable, "-c", EDITOR], {}, lambda text: b"ready" in text)

        async def home() -> float:
            command = [sys.executable, "-m", "tutor", "start"]
            return until_painted(command, own, lambda text: b"Tensor basics" in text)

        found = await in_turn(
            ROUNDS, {"Python prints a line": line, "a bare Textual editor": editor, "tutor start": home}
        )
    plain = found["Python prints a line"]
    print(f"First paint ({ROUNDS} runs in turn; asked: at most 20 times Python printing a line)")
    for sample in found.values():
        print(sample.row(plain))
    ratio = found["tutor start"].median / found["a bare Textual editor"].median
    print(f"  of a bare editor's (asked: at most 1.25) {ratio:>13.2f}")


if __name__ == "__main__":
    asyncio.run(main())
