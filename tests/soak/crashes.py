"""kill -9 at random moments, and what was lost by it: `python -m tests.soak.crashes [KILLS] [--seed N]`.

Programs that type, check, migrate, import and mend are killed with SIGKILL while they do it. Each says on a pipe what
it has done as soon as a learner would see it. Afterwards the file must open sound and hold all that was said:

- typing: no text older than a second is lost (the drafts are kept by the screen's own `Drafts`);
- checking: no attempt is lost after it was recorded, which is before its verdict is shown;
- migrating: a file of the first version opens with everything, whichever step was killed;
- importing: all of an export is there, or nothing of it;
- mending: what could be read of a damaged file is there after the next start;
- screen (a few of them, each takes seconds): the program itself at a real terminal, killed while keys arrive.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import re
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from tutor.grading.verdict import Verdict
from tutor.progress import opening
from tutor.progress.exchange import export_text, import_data
from tutor.progress.store import Store
from tutor.screen.drafts import Drafts

ADDRESS = "tensors/broadcasting/stretch"
LONGEST = 0.25  # seconds until a program is killed, at most
SECOND = 1.0
VERSION_1 = Path(__file__).parents[1] / "progress" / "version_1.sql"
Say = Callable[[str], None]


def typing(path: Path, say: Say, chance: random.Random) -> None:
    """Types without a pause, saying when each text was there."""

    async def type_on() -> None:
        with Store(path) as store:
            drafts, number = Drafts(store), 0
            while True:
                text = f"{number}:" + "x" * chance.randrange(2000)
                drafts.changed(ADDRESS, lambda text=text: (text, (0, 0)))
                say(f"{number} {time.monotonic()}")
                number += 1
                await asyncio.sleep(0.005)

    asyncio.run(type_on())


def checking(path: Path, say: Say, chance: random.Random) -> None:
    """Checks one answer after another."""
    with Store(path) as store:
        number = 0
        while True:
            outcome = chance.choice(["failed", "passed"])
            store.record(Verdict(ADDRESS, outcome, seed=number), f"answer {number}")  # type: ignore[arg-type]
            say(str(number))
            number += 1


def migrating(path: Path, say: Say, chance: random.Random) -> None:
    """Opens a file of the first version."""
    with Store(path) as store:
        store.record(Verdict(ADDRESS, "failed", seed=chance.randrange(100)), "later")
        say("open")
    time.sleep(LONGEST)


def importing(path: Path, say: Say, chance: random.Random) -> None:
    """Imports an export of many attempts."""
    data = path.with_name("export.json").read_bytes()
    del chance
    with Store(path) as store:
        import_data(store, data, "builtin")
        say("imported")
    time.sleep(LONGEST)


def mending(path: Path, say: Say, chance: random.Random) -> None:
    """Opens a damaged file."""
    migrating(path, say, chance)


DOINGS: dict[str, Callable[[Path, Say, random.Random], None]] = {
    "typing": typing,
    "checking": checking,
    "migrating": migrating,
    "importing": importing,
    "mending": mending,
}
MANY = 600  # attempts in an export, or in a file that is damaged


def prepare(kind: str, path: Path) -> None:
    """Put what `kind` begins with where it begins."""
    path.parent.mkdir(parents=True)
    if kind == "migrating":
        with closing(sqlite3.connect(path)) as file:
            file.executescript(VERSION_1.read_text("utf-8"))
    elif kind in ("importing", "mending"):
        with Store(path) as store:
            for number in range(MANY):
                store.record(Verdict(f"tensors/one/e{number}", "passed", seed=number), "x" * 100)
            text = export_text(store, "soak", now=0.0)
        if kind == "importing":
            for file in path.parent.iterdir():
                file.unlink()
            path.with_name("export.json").write_text(text)
        else:
            with path.open("r+b") as file:
                file.seek(path.stat().st_size // 2 // 4096 * 4096)
                file.write(b"\xff" * 4096)


def said_until_killed(kind: str, path: Path, chance: random.Random) -> tuple[list[str], float]:
    """Kill a program that does `kind` at a random moment: what it had said, and when it was killed."""
    reader, writer = os.pipe()
    seed, after = chance.random(), chance.random() * (2.0 if kind == "typing" else LONGEST)
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            DOINGS[kind](path, lambda words: os.write(writer, f"{words}\n".encode()) and None, random.Random(seed))
        finally:
            os._exit(1)
    os.close(writer)
    os.set_blocking(reader, False)
    said, until = b"", time.monotonic() + after
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(left, 0.02))
        said += _read(reader)
    os.kill(child, signal.SIGKILL)
    killed = time.monotonic()
    os.waitpid(child, 0)
    said += _read(reader)
    os.close(reader)
    whole = said[: said.rfind(b"\n") + 1]
    return whole.decode().splitlines(), killed


def _read(reader: int) -> bytes:
    found = b""
    with contextlib.suppress(BlockingIOError):
        while some := os.read(reader, 1 << 16):
            found += some
    return found


def lost(kind: str, path: Path, said: list[str], killed: float) -> Iterator[str]:
    """What is missing of what was said, a line each. Opens the file, as the next start does."""
    with Store(path) as store:
        yield from (f"the file is not sound: {fault}" for fault in store.faults())
        if store.notice and kind != "mending":
            yield store.notice
        match kind:
            case "typing":
                old = [words.split() for words in said]
                due = [int(number) for number, at in old if float(at) < killed - SECOND]
                kept = int((store.draft(ADDRESS) or "-1:").partition(":")[0])
                if due and kept < due[-1]:
                    yield f"text {due[-1]} was typed more than a second before, and {kept} is kept"
            case "checking":
                if store.attempts(ADDRESS) < len(said):
                    yield f"{len(said)} attempts were told, and {store.attempts(ADDRESS)} are kept"
            case "migrating":
                wanted = 1 + bool(said)
                if store.attempts(ADDRESS) < wanted or store.draft(ADDRESS) != "def stretch(x, shape):":
                    yield "not everything of the first version is there"
            case "importing":
                found = len(store.standings())
                if found not in (0, MANY) or (said and not found):
                    yield f"{found} of {MANY} exercises were imported"
            case "mending":
                found = len(store.standings())
                if found < MANY // 2:
                    yield f"only {found} of {MANY} exercises were read from the damaged file"
    left = [file.name for file in path.parent.iterdir() if ".part" in file.name or file.name.startswith(".salvage")]
    if left:
        yield f"left behind: {left}"


def on_the_screen(folder: Path, chance: random.Random) -> list[str]:
    """The program at a real terminal, killed while somebody types: what was lost."""
    from tests.screen.material import Person, write_course
    from tutor.progress.aliases import identity

    course = write_course(folder / "course")
    person = Person(["--course", str(course), "start", "start/steps/double"], folder / "home", (110, 30))
    try:
        person.until("double.py")
        # What counts is what the learner sees: a key that is still on its way was not yet taken by the program.
        seen: list[tuple[str, float]] = []
        until, number = time.monotonic() + chance.uniform(0.5, 4.0), 0
        while time.monotonic() < until:
            person.press(f"{number:05d} ")
            number += 1
            person.read(0.05)
            seen.append((max(re.findall(r"\b\d{5}\b", person.text), default=""), time.monotonic()))
        if not person.child.isalive():
            return [f"the program had ended by itself:\n{person.text}"]
        person.child.kill(signal.SIGKILL)
        killed = time.monotonic()
        person.child.wait()
    finally:
        person.close()
    due = [shown for shown, at in seen if shown and at < killed - SECOND]
    with Store(folder / "home" / "data" / "progress.db", identity(course, built_in=False)) as store:
        kept = store.draft("start/steps/double") or ""
        faults = store.faults()
    return faults + ([f"{due[-1]!r} was typed, and is not kept"] if due and due[-1] not in kept else [])


def kill(kind: str, folder: Path, chance: random.Random) -> list[str]:
    """One program killed: what was lost."""
    if kind == "screen":
        return on_the_screen(folder, chance)
    path = folder / "data" / "progress.db"
    prepare(kind, path)
    said, killed = said_until_killed(kind, path, chance)
    return list(lost(kind, path, said, killed))


def main(kills: int, seed: int) -> int:
    """Kill, and print what was lost; the exit status is 1 if anything was."""
    opening.BACKUP_EVERY = 0.0  # a copy at each opening: one more thing to be killed in
    screens = kills // 50
    kinds = ["screen"] * screens + [list(DOINGS)[number % len(DOINGS)] for number in range(kills - screens)]
    done: Counter[str] = Counter()
    losses: Counter[str] = Counter()
    for number, kind in enumerate(kinds):
        folder = Path(tempfile.mkdtemp(prefix="crash-"))
        try:
            missing = kill(kind, folder, random.Random(f"{seed}:{number}"))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        done[kind] += 1
        losses[kind] += bool(missing)
        for line in missing:
            print(f"{kind}, kill {number} of seed {seed}: {line}", flush=True)
    for kind in done:
        print(f"{kind:<10} {done[kind]:4} killed, {losses[kind]:3} lost something")
    print(f"{'all':<10} {sum(done.values()):4} killed, {sum(losses.values()):3} lost something")
    return 1 if any(losses.values()) else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Kill programs at random moments.")
    parser.add_argument("kills", nargs="?", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.exit(main(options.kills, options.seed))
