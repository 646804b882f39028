"""Files damaged by chance, and what the program makes of them: `python -m tests.soak.fuzz [INPUTS] [--seed N]`.

Files of courses and packs of them, progress files, exports, settings, what children say, answers, catalogues, caches.
Each gives one clear line, or a working program: never a traceback, never an end that doesn't come, never lost work.
`--only WORD` tries the kinds whose name holds that word; `--number N` one input again. An input that failed is kept,
and named. `python -m tests.soak.fuzz_commands` gives such files to the program as a person does.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from tests.soak import command_line
from tests.soak.bounds import Endless, bounded
from tests.soak.fuzz_course import Answers, Lessons
from tests.soak.fuzz_kept import Caches, Catalogues, Exports, Progress, Settings
from tests.soak.fuzz_packs import Packs
from tests.soak.fuzz_wire import Frames, Observations
from tests.soak.kinds import Kind

KINDS: tuple[type[Kind], ...] = (
    *(Lessons, Progress, Exports, Settings, Frames, Observations, Answers, Catalogues, Caches, Packs),
)
MEMORY = 6 << 30  # bytes of addresses, so that an input that asks for too much fails here and not elsewhere


class Fuzz:
    """Tries inputs, counts what came of them, keeps those that failed."""

    def __init__(self, seed: int, kept: Path, only: str = "") -> None:
        self.seed = seed
        self.kept = kept
        self.came: Counter[tuple[str, str]] = Counter()
        self.seconds: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()  # by what went wrong
        self.slowest: list[tuple[float, int]] = []  # seconds of work, and the input's number
        self._folder = Path(tempfile.mkdtemp(prefix="fuzz-", dir=_in_memory()))
        for name in ("DATA", "CACHE", "CONFIG", "STATE"):
            os.environ[f"TUTOR_{name}"] = str(self._folder / name.lower())
        self._kinds = [kind for kind in KINDS if only in kind.name]
        self._made: dict[str, Kind] = {}
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))

    def kind_of(self, number: int) -> Kind:
        """The kind of input `number`, by the shares they have."""
        place = number * 37 % sum(kind.share for kind in self._kinds)  # 37 has no divisor in common with 100
        for kind in self._kinds:
            place -= kind.share
            if place < 0:
                break
        if kind.name not in self._made:
            own = self._folder / f"kind-{len(self._made)}"
            own.mkdir()
            self._made[kind.name] = kind(own)
        return self._made[kind.name]

    def take(self, number: int) -> bool:
        """Try input `number`; whether all promises were kept."""
        kind = self.kind_of(number)
        chance = random.Random(f"{self.seed}:{kind.name}:{number}")
        which, data = kind.make(chance)
        begun = time.process_time()
        try:
            with bounded():
                self.came[kind.name, kind.take(which, data, chance)] += 1
            return True
        except (Exception, Endless) as error:
            self._tell(kind, number, which, data, error)
            return False
        finally:
            spent = time.process_time() - begun
            self.seconds[kind.name] += spent
            self.slowest = sorted([*self.slowest, (spent, number)], reverse=True)[:5]

    def _tell(self, kind: Kind, number: int, which: str, data: bytes, error: BaseException) -> None:
        self.came[kind.name, "failed"] += 1
        last = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {str(error)[:200]} ({Path(last.filename).name}:{last.lineno})"
        self.failed[what] += 1
        if self.failed[what] > 3:
            return
        self.kept.mkdir(parents=True, exist_ok=True)
        file = self.kept / f"{number}-{Path(which).name}"
        file.write_bytes(data)
        print(f"{kind.name}, input {number} of seed {self.seed}, {which}, kept as {file}: {what}", flush=True)
        if self.failed[what] == 1:
            print("".join(traceback.format_exception(error, limit=-4, chain=False)), flush=True)

    def report(self) -> int:
        """Print what came of all; how many failed."""
        for kind in self._kinds:
            counts = {what: self.came[kind.name, what] for what in ("worked", "refused", "failed")}
            told = "  ".join(f"{number:6} {what}" for what, number in counts.items())
            print(f"{kind.name:<16} {sum(counts.values()):6} tried  {told}  {self.seconds[kind.name]:8.1f} s of work")
        print("the slowest: " + ", ".join(f"{number} ({spent:.1f} s)" for spent, number in self.slowest))
        failed = sum(self.failed.values())
        print(f"{'all':<16} {sum(self.came.values()):6} tried, {failed} failed; seed {self.seed}")
        return failed

    def close(self) -> None:
        """Take away what was made."""
        for kind in self._made.values():
            kind.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _in_memory() -> str | None:
    """A folder whose files are kept in memory, where there is one: thousands of small files are written."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def main(inputs: int, seed: int, kept: Path, only: str = "", number: int | None = None) -> int:
    """Try so many inputs, or the one of that number; the exit status is 1 if any failed."""
    print(f"seed {seed}")
    fuzz = Fuzz(seed, kept, only)
    try:
        for each in range(inputs) if number is None else [number]:
            fuzz.take(each)
        return 1 if fuzz.report() else 0
    finally:
        fuzz.close()


if __name__ == "__main__":
    command_line.run(main, "inputs", "kinds whose name holds", 20_000, "fuzz-failed")
