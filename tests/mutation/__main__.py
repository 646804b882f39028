"""Try every mutant of every reference, and print how many were caught and which were not."""

from __future__ import annotations

import argparse
import ast
import asyncio
import difflib
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from tests.mutation.mutants import Mutant, mutants
from tutor.course.loader import find_root, load
from tutor.course.model import Exercise
from tutor.grading.check import check
from tutor.grading.programs import LATER, PRELOAD
from tutor.runner.client import Runner

SEEDS = (11, 12)
GIVEN = "import math\nimport numpy as np\nimport pandas as pd\nimport torch\n"


def changed_answers(exercise: Exercise) -> Iterator[Mutant]:
    """Mutants of the reference and of every other right answer, each text once."""
    seen: set[str] = set()
    for source in (exercise.solution, *(GIVEN + accept.code for accept in exercise.accepts)):
        for mutant in mutants(source):
            if mutant.source not in seen:
                seen.add(mutant.source)
                yield replace(mutant, original=source)


async def survives(runner: Runner, exercise: Exercise, mutant: Mutant) -> bool:
    """Whether a mutant passes under all seeds."""
    for seed in SEEDS:
        if (await check(runner, exercise, mutant.source, seed=seed)).verdict != "passed":
            return False
    return True


async def main(wanted: str) -> None:
    """Print a table by exercise, then every survivor with its difference."""
    started = time.perf_counter()
    course = load(find_root(None))
    found = [each for each in course.exercises() if each.kind.is_code and wanted in each.address]
    caught: Counter[str] = Counter()
    left: list[tuple[Exercise, Mutant]] = []
    tried = 0
    async with Runner(preload=(*PRELOAD, *LATER)) as runner:
        for exercise in found:
            all_of_it = list(changed_answers(exercise))
            tried += len(all_of_it)
            for start in range(0, len(all_of_it), 2):
                pair = all_of_it[start : start + 2]
                alive_ones = await asyncio.gather(*(survives(runner, exercise, each) for each in pair))
                for mutant, alive in zip(pair, alive_ones, strict=True):
                    if alive:
                        left.append((exercise, mutant))
                    else:
                        caught[exercise.address] += 1
            print(f"{exercise.address:<44} {caught[exercise.address]:>4} of {len(all_of_it):>4} caught", flush=True)
    for exercise, mutant in left:
        print(f"\n{exercise.address}: survived: {mutant.change} (line {mutant.line})")
        before = ast.unparse(ast.parse(mutant.original)).splitlines()
        for line in difflib.unified_diff(before, mutant.source.splitlines(), lineterm="", n=0):
            if line[:1] in "+-" and line[:3] not in ("+++", "---"):
                print(f"    {line}")
    print(f"\n{tried} mutants, {tried - len(left)} caught, {len(left)} survived, {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("address", nargs="?", default="", help="only exercises whose address contains this")
    asyncio.run(main(parser.parse_args().address))
