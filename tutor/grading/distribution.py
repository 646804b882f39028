"""Whether two samples come from one distribution. *Child side.*

The two-sample Kolmogorov-Smirnov distance, with the distribution-free bound P(D > d) <= e * exp(-2 d^2 nm / (n + m)),
which holds for all sample sizes and for discrete distributions too (Dvoretzky, Kiefer, Wolfowitz; constant e
for two samples of
one size: Wei and Dudley, "Two-sample Dvoretzky-Kiefer-Wolfowitz inequalities", 2012).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

FALSE_ALARM = 1e-8  # of one test; a check makes far fewer than a hundred


def distance(one: Any, other: Any) -> float:
    """The largest gap between the empirical distribution functions of two 1-D samples; NaN counts as +infinity."""
    one, other = (np.sort(np.where(np.isnan(each), np.inf, each)) for each in (one.astype("f8"), other.astype("f8")))
    points = np.concatenate([one, other])
    below = [np.searchsorted(each, points, side="right") / each.size for each in (one, other)]
    return float(np.max(np.abs(below[0] - below[1])))


def threshold(n: int, m: int, false_alarm: float = FALSE_ALARM) -> float:
    """The distance that samples of sizes n and m from one distribution exceed with at most that probability."""
    return math.sqrt(math.log(math.e / false_alarm) * (n + m) / (2 * n * m))


def told_apart(one: Any, other: Any) -> bool:
    """Whether two samples differ by more than chance explains."""
    one, other = one.ravel(), other.ravel()
    if not one.size or not other.size:
        return bool(one.size != other.size)
    return distance(one, other) > threshold(one.size, other.size)


def summary(sample: Any) -> str:
    """A sample in few words: mean, standard deviation and range."""
    with np.errstate(all="ignore"):
        values = sample.astype("f8").ravel()
        spread = f"mean {values.mean():.3g}, standard deviation {values.std():.3g}"
        return f"{spread}, from {values.min():.3g} to {values.max():.3g}" if values.size else "no values"
