"""Damaged files given to the program as a person gives them: `python -m tests.soak.fuzz_commands [RUNS] [--seed N]`.

Each run is a process of its own, with a course, settings, progress and a file of its own, one of them damaged. It must
end, with a status from 0 to 3, in words; what it says of a fault is one line, and no fault is its own. `--only WORD`
runs the commands that hold that word; `--number N` one run again. Files of a run that failed are kept, and named.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.screen.material import Person, write_course
from tests.soak import command_line
from tests.soak.bounds import ACTING, Broken, one_line, promise
from tests.soak.fuzz_course import Answers, Lessons
from tests.soak.fuzz_kept import Exports, Settings
from tests.soak.fuzz_packs import Packs
from tests.soak.fuzz_progress import Progress
from tests.soak.kinds import Kind

LONGEST = 600  # seconds by the clock until a run counts as one without an end, however busy the machine is
LESSON, EXERCISE = "start/steps", "start/steps/double"


@dataclass(frozen=True)
class Command:
    """What is run. `damages`: the kinds of file one of which is damaged for it; `runs`: whether it runs code."""

    words: tuple[str, ...]
    damages: tuple[type[Kind], ...]
    share: int = 2
    runs: bool = False


COURSE = (Lessons, Lessons, Packs)
KEPT = (Progress, Settings, Lessons)
COMMANDS = (
    Command(("lint",), COURSE, 8),
    Command(("lint", "--json"), COURSE),
    Command(("lint", "--first-seen"), COURSE, 1),
    Command(("list",), (*COURSE, *KEPT), 4),
    Command(("list", "--json"), (*COURSE, *KEPT)),
    Command(("show",), (*COURSE, *KEPT)),
    Command(("show", LESSON), (Lessons,), 6),
    Command(("show", EXERCISE), (*COURSE, *KEPT), 4),
    Command(("find", "tensor"), (Lessons,), 3),
    Command(("hint", EXERCISE), (*COURSE, *KEPT)),
    Command(("solution", EXERCISE), (*COURSE, *KEPT)),
    Command(("progress",), (Progress, Progress, *KEPT), 4),
    Command(("progress", "--json"), (Progress, *KEPT)),
    Command(("review",), (Progress, *KEPT)),
    Command(("export", "-"), (Progress, *KEPT), 3),
    Command(("import", "FILE"), (Exports,), 6),
    Command(("import", "FILE", "--dry-run", "--json"), (Exports,)),
    Command(("reset", "--yes"), (Progress, *KEPT)),
    Command(("reset", "--undo"), (Progress,), 1),
    Command(("new", "start/more"), (Lessons,), 1),
    Command(("test-out", "start"), (*COURSE, *KEPT), 1),
    Command(("watch", EXERCISE), (*COURSE, *KEPT), 1),
    Command(("check", EXERCISE, "FILE", "--seed", "1"), (Answers,), 5, runs=True),
    Command(("check", EXERCISE, "FILE", "--seed", "1", "--json"), (Answers, Lessons), 3, runs=True),
    Command(("check", "start/steps/shape-of", "FILE", "--seed", "1"), (Answers, Lessons), 2, runs=True),
    Command(("run", "FILE"), (Answers,), 4, runs=True),
    Command(("run", "FILE", "--json"), (Answers,), 2, runs=True),
    Command(("verify", "--seeds", "1"), COURSE, 4, runs=True),
    Command(("verify", EXERCISE, "--seeds", "1", "--json"), (Lessons,), 2, runs=True),
    Command(("start",), (*COURSE, *KEPT), 3),
    Command(("start", "a terminal"), (*COURSE, *KEPT), 3, runs=True),
)


class Runs:
    """Runs commands on damaged files, each in folders of its own below `folder`."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.seed = seed
        self.course = write_course(folder / "sound")
        self._kinds: dict[type[Kind], Kind] = {}
        self.statuses: Counter[tuple[str, int]] = Counter()

    def run(self, number: int, commands: tuple[Command, ...] = COMMANDS) -> str:
        """Do run `number`; what was run. Raises Broken where a promise was not kept."""
        chance = random.Random(f"{self.seed}:commands:{number}")
        command = chance.choices(commands, [each.share for each in commands])[0]
        home = self.folder / f"run-{number}"
        words = self._laid_out(home, command, chance)
        if words[-1] == "a terminal":
            self._on_a_terminal(home, words[:-1])
        else:
            self._as_a_process(home, command, words)
        shutil.rmtree(home)
        return " ".join(command.words)

    def _laid_out(self, home: Path, command: Command, chance: random.Random) -> list[str]:
        """The files of one run below `home`, and the words of its command line."""
        course: Path = shutil.copytree(self.course, home / "course")
        file = home / "answer.py"
        file.write_text("def double(x):\n    return x + x\n")
        kind = chance.choice(command.damages)
        which, data = self._kind(kind).make(chance)
        if kind is Lessons:
            shutil.rmtree(course)
            shutil.copytree(self._kind(Lessons).root, course)  # type: ignore[attr-defined]
            (course / which).write_bytes(data)
        else:
            places = {Packs: home / which, Settings: home / "config" / which, Progress: home / "data" / which}
            file = places.get(kind, home / which)
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(data)
            if kind is Packs:
                course = file
        language = ["--language", "zh"] if chance.random() < 0.2 else []
        words = [str(file) if word == "FILE" else word for word in command.words]
        return ["--course", str(course), *language, *words]

    def _kind(self, kind: type[Kind]) -> Kind:
        if kind not in self._kinds:
            own = self.folder / f"kind-{len(self._kinds)}"
            own.mkdir()
            self._kinds[kind] = kind(own)
        return self._kinds[kind]

    def _as_a_process(self, home: Path, command: Command, words: list[str]) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "tutor", *words],
            capture_output=True, timeout=LONGEST, stdin=subprocess.DEVNULL, cwd=home,
            env={**os.environ, **_folders(home), "PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        self.statuses[command.words[0], done.returncode] += 1
        said, told = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        kept_to(home, done.returncode, said, told)
        if "--json" in words and done.returncode != 2 and said:
            promise(isinstance(json.loads(said), dict | list), "no JSON")

    def _on_a_terminal(self, home: Path, words: list[str]) -> None:
        person = Person([*words], home, host="bare", PYTHONPATH=os.pathsep.join(sys.path))
        try:
            # Either the screen comes up, or one line says why not; ^q leads out of every screen.
            _until(person, lambda: "^q" in person.text or not person.child.isalive())
            for _ in range(3):
                if not person.child.isalive():
                    break
                person.press("\x11")
                _until(person, lambda: not person.child.isalive(), 20)
            status = person.ended()
        finally:
            person.close()
        self.statuses["start (terminal)", status] += 1
        kept_to(home, status, "", "" if status == 0 else person.text.strip().replace("\n", ""))


def _until(person: Person, there: Callable[[], bool], seconds: float = LONGEST) -> None:
    end = time.monotonic() + seconds
    while not there() and time.monotonic() < end:
        person.read()


def _folders(home: Path) -> dict[str, str]:
    return {f"TUTOR_{name}": str(home / name.lower()) for name in ("DATA", "CACHE", "CONFIG", "STATE")}


def kept_to(home: Path, status: int, said: str, told: str) -> None:
    """What every run must keep to, whatever it was given."""
    promise(0 <= status <= 3, f"status {status}; it says {told[-300:]!r}")
    log = home / "state" / "tutor.log"
    promise(not log.exists(), f"a fault of its own: {log.read_text()[-600:]}" if log.exists() else "")
    promise("Traceback (most recent" not in told + said, f"a traceback: {(told + said)[-600:]}")
    acting = ACTING.search(said.replace("\n", ""))
    promise(not acting, f"{acting and acting[0]!r} is printed")
    lines = told.splitlines()
    for line in lines:
        one_line(line)
    promise(status not in (2, 3) or lines or said, f"status {status}, and not a word")
    # A notice of damaged progress or settings may stand before the line that tells the fault.
    promise(len(lines) <= 3, f"{len(lines)} lines of complaint: {told[:600]!r}")


def main(runs: int, seed: int, kept: Path, only: str = "", number: int | None = None) -> int:
    """Do so many runs, or the one of that number; the exit status is 1 if any failed."""
    print(f"seed {seed}")
    folder = Path(tempfile.mkdtemp(prefix="fuzz-commands-"))
    commands = tuple(each for each in COMMANDS if only in " ".join(each.words))
    all_runs = Runs(folder, seed)
    failed = 0
    for each in range(runs) if number is None else [number]:
        try:
            all_runs.run(each, commands)
        except (Broken, AssertionError, ValueError, subprocess.TimeoutExpired) as error:
            failed += 1
            home = folder / f"run-{each}"
            shutil.copytree(home, kept / f"{seed}-{each}", dirs_exist_ok=True, symlinks=True)
            print(f"run {each} of seed {seed}, kept in {kept / f'{seed}-{each}'}: {error}", flush=True)
            shutil.rmtree(home, ignore_errors=True)
    for name in sorted({name for name, _ in all_runs.statuses}):
        counts = {status: count for (of, status), count in sorted(all_runs.statuses.items()) if of == name}
        print(f"{name:<18} {sum(counts.values()):5} runs  status " + ", ".join(f"{s}: {n}" for s, n in counts.items()))
    print(f"{sum(all_runs.statuses.values())} runs, {failed} failed; seed {seed}")
    shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


if __name__ == "__main__":
    command_line.run(main, "runs", "commands that hold", 400, "fuzz-commands-failed")
