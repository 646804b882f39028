from dataclasses import dataclass

import torch


@dataclass
class Filter:
    taps: torch.Tensor
    length: int
    symmetric: bool


def describe(taps):
    return Filter(taps, len(taps), torch.equal(taps, taps.flip(0)))
