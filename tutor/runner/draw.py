"""The seeded helpers that expressions of a course see: `randn(2, 3)`, `randint(0, 6)`, `rng`, ... *Child side.*

Both children of a check draw from the same seed, so they build the same arguments without ever exchanging them.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Mapping, Sequence
from functools import cache
from types import CodeType
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import torch

from tutor.runner import place

T = TypeVar("T")


def seed_for(seed: int, *parts: int | str) -> int:
    """A 63-bit seed that depends on `seed` and on where it is used, and on nothing else."""
    text = ":".join([str(seed), *map(str, parts)])
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def seed_everything(seed: int) -> None:
    """Seed the global generators of Python, NumPy and torch."""
    random.seed(seed)
    np.random.seed(seed & 0xFFFFFFFF)
    # torch.manual_seed would also note a formatted stack for each kind of device that isn't there: 1 ms a call.
    torch.default_generator.manual_seed(seed)
    place.seed(seed)


class Draws:
    """One stream of random choices. `begin` starts it anew; the helpers are its methods."""

    def __init__(self) -> None:
        self.rng = torch.Generator()
        self.size = 1
        self._generator = torch.Generator()
        self._random = random.Random()

    def begin(self, seed: int, size: int = 1) -> None:
        """Draw from `seed` on; `size` is what expressions see under that name (1 to 8)."""
        self.rng = torch.Generator().manual_seed(seed_for(seed, "rng"))
        self.size = size
        self._generator = torch.Generator().manual_seed(seed_for(seed, "tensors"))
        self._random = random.Random(seed)

    def randint(self, lo: int, hi: int) -> int:
        """An int from `lo` to `hi` - 1."""
        return self._random.randrange(lo, hi)

    def randn(self, *shape: int) -> torch.Tensor:
        """A float32 tensor of that shape (none: a scalar), standard normal."""
        return torch.randn(shape, generator=self._generator)

    def rand(self, *shape: int) -> torch.Tensor:
        """A float32 tensor of that shape, uniform on [0, 1)."""
        return torch.rand(shape, generator=self._generator)

    def choice(self, options: Sequence[T]) -> T:
        """One of `options`."""
        return self._random.choice(options)

    def permutation(self, n: int) -> torch.Tensor:
        """An int64 tensor: 0 to n - 1 in random order."""
        return torch.randperm(n, generator=self._generator)

    def helpers(self) -> dict[str, Any]:
        """Names for expressions: the libraries, the helpers, the device, and this draw's `rng` and `size`."""
        drawing = {name: getattr(self, name) for name in HELPERS}
        return {**LIBRARIES, **drawing, DEVICE: place.device(), "rng": self.rng, "size": self.size}


LIBRARIES: Mapping[str, Any] = {"torch": torch, "np": np, "pd": pd, "math": math}
DEVICE = "device"  # where tensors are to be put, a torch.device: the CPU wherever there is nothing else
HELPERS = ("randint", "randn", "rand", "choice", "permutation")


def size_of_draw(draw: int, times: int) -> int:
    """`size` for one of `times` draws: it grows from 1 to 8, and is 1 where there is only one."""
    return 1 if times < 2 else 1 + (7 * draw) // (times - 1)


def evaluate(expression: str, names: dict[str, Any], where: str) -> Any:
    """The value of `expression`; `where` (an author's words) becomes the file name in a traceback."""
    return eval(compiled(expression, where), names)


@cache
def compiled(expression: str, where: str) -> CodeType:
    """`expression` as code; one is often drawn many times."""
    return compile(expression.strip(), f"<{where}>", "eval", dont_inherit=True)
