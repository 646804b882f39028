"""Bytes on the wire at 80 by 24: each kind of key, silence, page turns, verdicts. Stock Textual beside it.

python -m tests.benchmarks.bytes
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from pathlib import Path

from tests.screen.material import STARTER, Person, write_course

LAST, UP, DOWN, LEFT, UNDO, REDO = "\x1b[1;5F", "\x1b[A", "\x1b[B", "\x1b[D", "\x1a", "\x19"
CHECK, NEXT, BACK, PANE = "\x12", "\x0e", "\x10", "\x0f"
SILENCE = 0.6  # seconds after which nothing more belongs to what was pressed

# What is typed in turn at the end of the answer: the kind, the keys that lead there, and the keys it is made of.
KINDS: tuple[tuple[str, str, list[str]], ...] = (
    ("a letter at the line's end", "", [*"x = to"]),
    ("a letter in the middle of a line", LEFT * 3, [*"abc"]),
    ("backspace", "", ["\x7f"] * 3),
    ("a letter of a name that is completed", LAST, [*"\rtorch.ar"]),
    ("Tab, which takes the rest", "", ["\t"]),
    ("a quote, which colours what follows", "", [" ", "'", "\x7f"]),
    ("a bracket, which is closed", "", ["(", "[", ")"]),
    ("the brackets of a known call", LAST + "\ry = torch.arange", ["(", "3", ",", "4", ")"]),
    ("Enter at the end, also to the tenth line", LAST, ["\r"] * 4),
    ("Backspace that joins lines", "", ["\x7f"] * 3),
    ("Enter above other lines", UP * 4, ["\r"] * 2),
    ("undo", "", [UNDO] * 3),
    ("redo", "", [REDO] * 3),
    ("delete a word", LAST, [*"some words", "\x17", "\x17"]),
    ("a paste of one line", "", ["\x1b[200~y = torch.ones(2, 3)\r\x1b[201~"]),
    ("an arrow", "", [UP, LEFT, UP, DOWN]),
    ("Enter, where the text scrolls", LAST, ["\r"] * 12),
    ("an arrow, where the text scrolls", "", [UP] * 22),
)


def cost(seated: Person, keys: str) -> int:
    """The bytes that come for `keys`."""
    before = seated.received
    seated.press(keys)
    seated.read(SILENCE)
    return seated.received - before


def measured(folder: Path, *, stock: bool) -> dict[str, list[int]]:
    """The bytes of each kind of thing."""
    course = write_course(folder / "course")
    seated = Person(["--course", str(course), "start", "start/steps/double"], folder / "home", (80, 24), stock=stock)
    found: dict[str, list[int]] = {}
    try:
        seated.until("Write it")
        seated.until("cpu|cuda|mps", 120)
        seated.read(3.0)
        found["two seconds of silence"] = [seated.read(2.0)]
        found["a page turn"] = [cost(seated, key) for key in (NEXT, NEXT, BACK, BACK)]
        found["from the text to the answer"] = [cost(seated, PANE)]
        cost(seated, LAST + "#\x7f")
        for kind, before, keys in KINDS:
            if before:
                cost(seated, before)
            found[kind] = [cost(seated, key) for key in keys]
        cost(seated, LAST + "(")  # what Python can't read
        received = seated.received
        seated.press(CHECK)
        seated.until("Python can.t read", 120)
        seated.read(SILENCE)
        found["a verdict"] = [seated.received - received]
        seated.read(3.0)
        found["two seconds of silence after it"] = [seated.read(2.0)]
    finally:
        seated.close()
    return found


async def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        ours, stock = (measured(Path(folder) / str(each), stock=each) for each in (False, True))
    print(f"Bytes at 80 by 24, on an answer that begins with {len(STARTER.splitlines())} lines (median, most)")
    print(f"  {'':<40} {'tutor':>15} {'stock Textual':>17}")
    for kind, counts in ours.items():
        cells = [f"{statistics.median(each):>8.0f} {max(each):>6}" for each in (counts, stock[kind])]
        print(f"  {kind:<40} {cells[0]:>15}   {cells[1]:>15}")


if __name__ == "__main__":
    asyncio.run(main())
