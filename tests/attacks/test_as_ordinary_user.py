"""Protects: what holds for root holds for an ordinary user, whom the kernel trusts less and who can see less of it.

The same attacks by the same test, in a pytest of its own.
"""

from __future__ import annotations

from pathlib import Path

from tests.attacks.rungs import BEST, CLASSES_BELOW
from tests.runner.ordinary import as_ordinary_user


def test_the_attacks_on_files_and_other_processes(tmp_path: Path) -> None:
    chosen = " or ".join(f"{BEST}-{name}_" for name in CLASSES_BELOW)
    printed = as_ordinary_user(
        tmp_path, "-m", "pytest", "-p", "no:cacheprovider", "tests/attacks/test_attacks.py", "-k", f"'{chosen}'"
    )
    assert " passed" in printed, printed
    assert " failed" not in printed
    assert " skipped" not in printed
