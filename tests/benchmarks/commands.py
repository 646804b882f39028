"""How long a command that draws no screen takes: `--version` and `list`, against a Python that does nothing.

`python -m tests.benchmarks.commands`. Bound: 4 times bare Python each, in turn, by medians.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import in_turn

ROUNDS = 41
BOUND = 4.0
BARE = "python -c pass"
COMMANDS = (("--version",), ("list",), ("--help",), ("progress",))


async def main() -> None:
    """Print what each takes, and how many times what a bare Python takes."""
    with tempfile.TemporaryDirectory() as own:
        for name in [name for name in os.environ if name.startswith(("TUTOR_", "XDG_", "PYTHON"))]:
            del os.environ[name]
        os.environ["HOME"] = own  # as a learner has it, who has set no variable of ours
        script = str(Path(sys.executable).with_name("tutor"))
        things = {BARE: lambda: _run(sys.executable, "-c", "pass")}
        for words in COMMANDS:
            things[f"tutor {' '.join(words)}"] = lambda words=words: _run(script, *words)
        taken = await in_turn(ROUNDS, things)
    print(f"Commands, {ROUNDS} rounds in turn (bound for --version and list: {BOUND:.0f} x)")
    bare = taken[BARE]
    for name, sample in taken.items():
        print(sample.row(None if name == BARE else bare))


async def _run(*words: str) -> None:
    process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.DEVNULL)
    assert await process.wait() == 0, words


if __name__ == "__main__":
    asyncio.run(main())
