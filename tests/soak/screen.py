"""One screen driven for long by a script of a whole chapter: `python -m tests.soak.screen [MINUTES] [--chapter ID]`.

At a real terminal somebody reads, types, checks right and wrong answers, has the time run out, takes hints, turns
pages, resizes the window, changes settings and the language, searches, reviews, and asks for commands by name; round
after round. What the screen's process and the host hold is written down at the end of every lesson, once all is quiet.
The exit status is 1 if memory grew by a tenth or more after the first two minutes, or if there are more descriptors,
threads, processes or files than there were then.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.memory import MIB, rollup
from tests.screen.material import Person
from tutor.course.loader import CHECKOUT, load
from tutor.course.model import Exercise, Lesson
from tutor.progress import archive
from tutor.progress.exchange import import_data
from tutor.progress.store import Store

WARM = 120.0  # seconds after which nothing new should be held
MOST = 1.10  # times what was held then
WIDE = (110, 32)
SIZES = [(80, 24), (160, 48), (60, 20), (40, 10), WIDE]  # one of them too small to work in

CHECK, RUN, HINT, NEXT, BACK, HOME = "\x12", "\x05", "\x07", "\x0e", "\x10", "\x14"
PALETTE, LANGUAGE, FIND, DOCS, ESCAPE, SOLUTION, QUIT = "\x04", "\x0c", "\x06", "\x0b", "\x1b", "\x13", "\x11"
SEARCH, SETTINGS, PROGRESS, REVIEW, HELP = "\x1bw", "\x1bs", "\x1bp", "\x1bv", "\x1bOP"
NEXT_VIEW, PANEL = "\x1b[1;3C", "\x1bo"
LEFT, RIGHT, UP, DOWN = "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B"
PASTED = "\x1b[200~{}\x1b[201~"

PASSED = r"Passed\."
RUNNING = "Esc stop"  # in the row of keys, while something runs
DUE = 2  # exercises that are due for review from the start
SLOW = "\nwhile True:\n    pass\n"


@dataclass(frozen=True)
class Held:
    """What is held at one moment: bytes of the two processes, and what else there is of them."""

    at: float  # seconds since the start
    screen: int
    host: int
    counts: dict[str, int]

    def __str__(self) -> str:
        told = ", ".join(f"{number} {what}" for what, number in self.counts.items())
        return f"{self.at:6.0f} s  screen {self.screen / MIB:6.1f} MiB  host {self.host / MIB:6.1f} MiB  {told}"


class Soak:
    """The one who drives the screen."""

    def __init__(self, person: Person, lessons: list[Lesson], say: Callable[[str], None]) -> None:
        self.person = person
        self.lessons = lessons
        self.say = say
        self.done: Counter[str] = Counter()
        self.held: list[Held] = []
        self.began = time.monotonic()
        self._sizes = itertools.cycle(SIZES)
        self._hosts: set[int] = set()

    # what one does

    def press(self, *keys: str, patience: float = 0.08) -> None:
        """Press keys one after the other, each when the screen has answered the one before."""
        for key in keys:
            self.person.press(key)
            self.person.read(patience)

    def wait(self, pattern: str, seconds: float = 40.0) -> bool:
        """Whether `pattern` came to be on the screen; a soak goes on without it."""
        end = time.monotonic() + seconds
        while not re.search(pattern, self.person.text):
            if not self.person.child.isalive():
                raise AssertionError(f"the program ended:\n{self.person.text}")
            if time.monotonic() > end:
                return False
            self.person.read(0.2)
        return True

    def paste(self, text: str) -> None:
        """Put `text` in place of the whole answer."""
        self.command("select all")
        self.press(PASTED.format(text) if text else "\x7f")

    def command(self, name: str) -> None:
        """Ask for a command by its name."""
        self.press(PALETTE, name, "\r")
        self.done["commands"] += 1

    def check(self, what: str) -> None:
        """Check what stands there, and count how that ended."""
        self.press(CHECK, patience=0.3)
        self.wait(RUNNING, 1.0)  # unless it is over already
        end = time.monotonic() + 60
        while RUNNING in self.person.text and time.monotonic() < end:
            self.person.read(0.2)
        self.done[f"checked {what}"] += 1
        if re.search(PASSED, self.person.text):
            self.done[f"passed {what}"] += 1
        if RUNNING in self.person.text:
            self.done["not judged"] += 1

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.person.child.setwinsize(rows, columns)
        self.person.screen.resize(rows, columns)
        self.person.read(0.3)
        self.done["resized"] += 1

    # pages

    def lesson(self, lesson: Lesson) -> None:
        """Work through one lesson, page by page."""
        self.press(HOME)
        self.press(SEARCH, lesson.title)
        self.press("\r", patience=0.4)
        for _ in lesson.pages:  # one comes back to the page last read: from there to the first
            self.press(BACK)
        for page in lesson.pages:
            self.done["pages"] += 1
            if page.exercise is not None:
                self.exercise(page.exercise)
            self.press("\x1b[1;5B", "\x1b[1;5B", "\x1b[1;5A")
            self.press(NEXT)
        self.aside()

    def exercise(self, exercise: Exercise) -> None:
        """Answer it wrongly, then rightly, as far as a script can."""
        self.done["exercises"] += 1
        if not exercise.solution:
            for _ in exercise.questions[: exercise.draw]:
                self.press("(", "2", ",", " ", "3", ")", " ", "\t")
            self.check("questions")
            self.press(HINT)
            return
        for mistake in exercise.mistakes[:1]:
            self.paste(f"import torch\n{mistake.code}\n")
            self.check("a mistake")
            self.press(HINT)
        self.paste("")
        self.press("def nothing(x:\r", *"    retrun [x")
        self.check("what is no Python")
        if self.done["exercises"] % 8 == 1:
            self.paste(exercise.solution + SLOW)
            self.press(CHECK, patience=0.5)
            self.press(ESCAPE)
            self.paste(exercise.solution + SLOW)
            self.check("what never ends")
        self.paste(f"{exercise.solution}\nprint('seen', {self.done['exercises']})\n")
        self.press(RUN, patience=0.6)
        self.press(*[NEXT_VIEW] * 4, PANEL, DOWN, ESCAPE)
        self.paste(exercise.solution)
        self.press("\x1b[1;5H", RIGHT, DOCS, patience=0.5)
        self.press(ESCAPE, FIND, "return", "\r", ESCAPE, *"\x1a\x1a\x19\x19")
        self.paste(exercise.solution)
        self.check("the reference")
        self.press(SOLUTION, patience=0.3)
        self.press(ESCAPE)

    def aside(self) -> None:
        """What is done between lessons."""
        self.press(SETTINGS, DOWN, DOWN, RIGHT, LEFT, ESCAPE)  # another choice, and back
        self.press(PROGRESS, DOWN, ESCAPE, HELP, DOWN, ESCAPE)
        self.command("light")
        self.command("light")
        self.press(SEARCH, "torch.cat", DOWN, ESCAPE)
        self.press(LANGUAGE, patience=0.4)
        self.press(LANGUAGE, patience=0.4)
        for _ in range(2):
            self.resize(*next(self._sizes))
        self.resize(*WIDE)
        self.press(REVIEW, patience=0.4)
        if "Enter  begin" in self.person.text:
            self.press("\r", patience=0.6)
            for _ in range(DUE):
                self.press(*"x = 1")
                self.check("a review")
                self.press(HINT, BACK, NEXT)
                self.done["reviews"] += 1
        self.press(ESCAPE, HOME)

    # what is held

    def measure(self) -> Held:
        """What is held now, when all is quiet."""
        pid = self.person.child.pid
        self._settle(pid)
        host = self._host(pid)
        self._hosts.add(host)
        own = [pid, *children(pid)]
        counts = {
            "descriptors": _entries(f"/proc/{pid}/fd"),
            "of the host": _entries(f"/proc/{host}/fd"),
            "threads": _entries(f"/proc/{pid}/task"),
            "processes": len(own),
            "files left": sum(1 for _ in (self.person.home / "tmp").rglob("*")),
        }
        held = Held(time.monotonic() - self.began, rollup(pid)["Rss"], rollup(host)["Rss"], counts)
        self.held.append(held)
        self.say(str(held))
        return held

    def _host(self, pid: int) -> int:
        """The screen's own child that is the host; it may have to be waited for."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            for child in _started_by(pid):
                if b"runner.host" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return child
            self.person.read(0.2)
        raise AssertionError("there is no host")

    def _settle(self, pid: int) -> None:
        """Wait until nothing is written, and as many processes are there three times in a row."""
        seen: list[int] = []
        end = time.monotonic() + 30
        while time.monotonic() < end and (len(seen) < 3 or len(set(seen[-3:])) > 1 or seen[-1] < 3):
            self.person.read(0.4)
            seen.append(len(children(pid)))

    def rounds(self, minutes: float) -> None:
        """The chapter, again and again, for so long; once at least."""
        until = self.began + 60 * minutes
        while not self.held or time.monotonic() < until:
            for lesson in self.lessons:
                self.lesson(lesson)
                self.measure()
                if time.monotonic() > until:
                    break
            self.done["rounds"] += 1

    def faults(self) -> Iterator[str]:
        """What grew, a line each."""
        warm = [held for held in self.held if held.at >= WARM] or self.held
        first, last = warm[0], warm[-1]
        for name in ("screen", "host"):
            times = getattr(last, name) / getattr(first, name)
            self.say(f"{name}: {times:.3f} times what it was after {first.at:.0f} s")
            if times >= MOST:
                yield f"the {name} grew to {times:.2f} times what it was"
        for what in first.counts:
            # Of three, the one in the middle: a spare child that is being made holds more for a moment.
            begun, ended = ([each.counts[what] for each in some] for some in (warm[:3], warm[-3:]))
            if statistics.median_low(ended) > statistics.median_high(begun):
                yield f"{what}: {begun} became {ended}"
        if len(self._hosts) > 1:
            yield f"the host was started {len(self._hosts)} times"
        log = self.person.home / "state" / "tutor.log"
        if log.exists():
            yield f"faults of the program's own:\n{log.read_text()[-3000:]}"


def passed_long_ago(home: Path, exercises: list[Exercise]) -> None:
    """Put passes into the progress file below `home` that are long due for review."""
    then = time.time() - 30 * 86400.0
    work = [
        {
            "address": each.address,
            "hints": 0,
            "passed_at": then,
            "attempts": [{"uid": f"soak-{number}", "made_at": then, "outcome": "passed", "seed": 1, "seconds": 1.0}],
            "reviews": [{"uid": f"soak-{number}", "made_at": then, "rating": 2, "seconds": 60.0}],
        }
        for number, each in enumerate(exercises)
    ]
    text = archive.written([{"identity": "builtin", "work": work}], then, "soak")
    with Store(home / "data" / "progress.db") as store:
        import_data(store, text.encode(), "builtin")
        store.schedule()


def children(pid: int) -> list[int]:
    """The processes that a process has started, and theirs; those that have just ended left out."""
    own = _started_by(pid)
    return own + [deeper for child in own for deeper in children(child)]


def _started_by(pid: int) -> list[int]:
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(each) for each in told.split()]


def _entries(folder: str) -> int:
    return len(list(Path(folder).iterdir()))


def main(minutes: float, chapter: str, home: Path) -> int:
    """Drive the screen; print what it held, and what grew."""
    course = load(CHECKOUT)
    lessons = [lesson for one in course.chapters if one.id == chapter for lesson in one.lessons if not lesson.broken]
    if not lessons:
        sys.exit(f"there is no chapter {chapter!r} with lessons; there are {[one.id for one in course.chapters]}")
    (home / "tmp").mkdir(parents=True, exist_ok=True)
    others = [each for each in course.exercises() if each.solution and not each.address.startswith(f"{chapter}/")]
    passed_long_ago(home, others[:DUE])
    person = Person(["start"], home, WIDE, TMPDIR=str(home / "tmp"), TUTOR_LANGUAGE="en", LANG="C.UTF-8")
    soak = Soak(person, lessons, lambda words: print(words, flush=True))
    try:
        soak.wait(r"F1 help")
        soak.press(ESCAPE)
        soak.rounds(minutes)
        found = list(soak.faults())
        print(", ".join(f"{number} {what}" for what, number in soak.done.items()))
        person.press(QUIT)
        status = person.ended()
        if status:
            found.append(f"it ended with status {status}")
        left = [str(file) for file in (home / "tmp").rglob("*")]
        if left:
            found.append(f"left behind: {left}")
    finally:
        person.close()
    for line in found:
        print(line)
    print("nothing grew" if not found else f"{len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Drive one screen for long.")
    parser.add_argument("minutes", nargs="?", type=float, default=30.0)
    parser.add_argument("--chapter", default="tensor-basics")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101
        status = main(options.minutes, options.chapter, Path(folder))
    sys.exit(status)
