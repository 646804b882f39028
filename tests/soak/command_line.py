"""The command line of what tries damaged files by the thousand."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn


def run(main: Callable[[int, int, Path, str, int | None], int], what: str, only: str, many: int, kept: str) -> NoReturn:
    """Read the command line, have `main` do what it asks for, and leave with its status.

    `what` is tried: `many`, if no number is given. `only` says what the word of `--only` chooses. What failed is kept
    in the folder `kept`, beside all temporary files.
    """
    parser = argparse.ArgumentParser(description="Try damaged files.")
    parser.add_argument(what, nargs="?", type=int, default=many)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help=f"{only} this")
    parser.add_argument("--number", type=int, help="try this one alone")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / kept)
    options = parser.parse_args()
    sys.exit(main(getattr(options, what), options.seed, options.keep, options.only, options.number))
