"""What one key costs the screen's own process, in time of the processor: a lesson's editor and a bare one.

python -m tests.benchmarks.keys
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.ssh import STOCK
from tests.screen.material import Person, write_course

TYPED = "result = torch.arange(12).reshape(3, 4)"
COUNTED = 2  # rounds of TYPED that count, after one that doesn't


def spent(pid: int) -> float:
    """The seconds that all threads of a process have run for so far."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def cost(seated: Person) -> float:
    """The seconds that one key costs."""
    begun, keys = 0.0, 0
    for number in range(COUNTED + 1):
        if number == 1:
            seated.read(1.0)
            begun, keys = spent(seated.child.pid), 0
        for letter in TYPED:
            seated.press(letter)
            seated.read(0.15)
            keys += 1
        seated.press("\r")
        seated.read(0.5)
        keys += 1
    return (spent(seated.child.pid) - begun) / keys


async def main() -> None:
    """Print the table."""
    print("A key's own work in the screen's process (asked: at most 20 ms)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        course = write_course(folder / "course")
        words = ["--course", str(course), "start", "start/steps/double"]
        for each, command in (
            ("tutor, a lesson at 80 by 24", None),
            ("a bare Textual editor", [sys.executable, "-c", STOCK]),
        ):
            seated = Person(words, folder / "home", (80, 24), command=command)
            try:
                seated.until("Write it" if command is None else "1 ")
                seated.read(4.0)
                if command is None:
                    seated.press("\x0f")
                    seated.until("def double")
                    seated.press("\x1b[1;5F")
                    seated.read(1.0)
                print(f"  {each:<46} {1000 * cost(seated):>9.1f} ms")
            finally:
                seated.close()


if __name__ == "__main__":
    asyncio.run(main())
