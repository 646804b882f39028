"""What a kind of input is, for those who try many of it."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

WORKED, REFUSED = "worked", "refused"  # how the program takes an input: it goes on with it, or says what is wrong


class Kind(ABC):
    """One kind of input. `folder` is its own; what was prepared there lies as it was before each try."""

    name: ClassVar[str]
    share: ClassVar[int]  # of 100 inputs, so many are of this kind

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def make(self, chance: random.Random) -> tuple[str, bytes]:
        """A damaged input: which one of the kind it is, and its bytes."""

    @abstractmethod
    def take(self, which: str, data: bytes, chance: random.Random) -> str:
        """Have the program take it: WORKED or REFUSED. Raises Broken, or whatever the program lets through."""

    def close(self) -> None:
        """End what was begun for it."""
        return
