"""Whether two samples come from one distribution. *Child side.*

The two-sample Kolmogorov-Smirnov distance, with the distribution-free bound P(D > d) <= e * exp(-2 d^2 nm / (n + m)),
which holds for all sample sizes and for discrete distributions too (Dvoretzky, Kiefer, Wolfowitz; constant e for two
samples of one size: Wei and Dudley, "Two-sample Dvoretzky-Kiefer-Wolfowitz inequalities", 2012).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tutor.language import _

FALSE_ALARM = 1e-8  # of one test; a check makes far fewer than a hundred


def gap(one: Any, other: Any) -> tuple[float, float]:
    """The largest gap between the empirical distribution functions of two 1-D samples, and its standard deviation.

    NaN counts as +infinity. The deviation is that of the two frequencies where the gap is largest.
    """
    one, other = (np.sort(np.where(np.isnan(each), np.inf, each)) for each in (one.astype("f8"), other.astype("f8")))
    points = np.concatenate([one, other])
    below = [np.searchsorted(each, points, side="right") / each.size for each in (one, other)]
    gaps = np.abs(below[0] - below[1])
    place = int(np.argmax(gaps))
    variance = sum(float(p[place] * (1 - p[place])) / each.size for p, each in zip(below, (one, other), strict=True))
    return float(gaps[place]), math.sqrt(variance)


def distance(one: Any, other: Any) -> float:
    """The largest gap between the empirical distribution functions of two 1-D samples."""
    return gap(one, other)[0]


def threshold(n: int, m: int, false_alarm: float = FALSE_ALARM) -> float:
    """The distance that samples of sizes n and m from one distribution exceed with at most that probability."""
    return math.sqrt(math.log(math.e / false_alarm) * (n + m) / (2 * n * m))


def told_apart(one: Any, other: Any) -> bool:
    """Whether two samples differ by more than chance explains: in their distribution, their mean or their spread."""
    one, other = one.ravel(), other.ravel()
    if not one.size or not other.size:
        return bool(one.size != other.size)
    return distance(one, other) > threshold(one.size, other.size) or moments_apart(one, other, SIGMAS)


CHANCE = 3.3  # standard deviations that chance takes away from a difference less than once in a thousand times


def surely_told_apart(one: Any, other: Any) -> bool:
    """Whether two samples lie so far apart that new ones of their sizes would be told apart with probability 0.999.

    Estimated from these samples alone: the gap, or a moment's statistic, is taken for the true one, and new ones come
    within `CHANCE` standard deviations of it. At the place of the largest gap that is the binomial's deviation, and
    the new distance is no less than the new gap there.
    """
    one, other = one.ravel(), other.ravel()
    if not one.size or not other.size:
        return bool(one.size != other.size)
    widest, deviation = gap(one, other)
    if widest - CHANCE * deviation > threshold(one.size, other.size):
        return True
    return moments_apart(one, other, SIGMAS + CHANCE)


ENOUGH = 500  # values, from which on means and spreads are close to normal
HEAVY = 12.0  # kurtosis, from which on they are not
SIGMAS = 6.5  # two-sided, about 1e-10 each


def moments_apart(one: Any, other: Any, sigmas: float) -> bool:
    """Whether means (Welch's statistic) or standard deviations differ by more than `sigmas`.

    They see a wrong scale far sooner than the distance does. The logarithm of a sample's standard deviation
    has variance
    (kurtosis - 1) / (4 n). Small samples, heavy tails and what is not finite are left to the distance.
    """
    facts = []
    for sample in (one, other):
        values = np.asarray(sample, "f8")
        if values.size < ENOUGH or not np.isfinite(values).all():
            return False
        mean, spread = values.mean(), values.std()
        kurtosis = float(np.mean((values - mean) ** 4) / spread**4) if spread > 0 else np.inf
        if kurtosis > HEAVY:
            return False
        facts.append((values.size, mean, spread, kurtosis))
    (n, mean, spread, kurtosis), (m, other_mean, other_spread, other_kurtosis) = facts
    shift = abs(mean - other_mean) / math.sqrt(spread**2 / n + other_spread**2 / m)
    # A sample's own kurtosis runs low where tails are long, and a coin's spread has almost none: never below a
    # normal's half.
    wide = math.sqrt((max(kurtosis, 2.0) - 1) / (4 * n) + (max(other_kurtosis, 2.0) - 1) / (4 * m))
    return bool(shift > sigmas or abs(math.log(spread / other_spread)) / wide > sigmas)


def summary(sample: Any) -> str:
    """A sample in few words: mean, standard deviation and range."""
    with np.errstate(all="ignore"):
        values = sample.astype("f8").ravel()
        spread = _("mean {mean:.3g}, standard deviation {std:.3g}").format(mean=values.mean(), std=values.std())
        return (
            _("{spread}, from {min:.3g} to {max:.3g}").format(spread=spread, min=values.min(), max=values.max())
            if values.size
            else _("no values")
        )


BINS = 12
FEW_VALUES = 14  # of so many different ones each has a bar of its own
BAND = 3.5  # standard deviations that a bar may lie off by chance: less than once in two thousand bars


def histogram(want: Any, have: Any) -> dict[str, Any] | None:
    """Two samples as bars: the fractions of `have`, and the band in which chance would leave each; None for no numbers.

    `labels` are the values, or where each bar begins (the first one takes in all that is less); `is_each` says which.
    """
    samples = [np.asarray(each, "f8").ravel() for each in (want, have)]
    samples = [each[np.isfinite(each)] for each in samples]
    if not all(each.size for each in samples):
        return None
    both = np.concatenate(samples)
    values = np.unique(both)
    is_each = len(values) <= FEW_VALUES
    if is_each:
        starts = values
    else:
        low, high = np.quantile(both, (0.01, 0.99))
        if not low < high:
            return None
        starts = np.linspace(low, high, BINS, endpoint=False)
    counts = [
        np.bincount(np.clip(np.searchsorted(starts, each, side="right") - 1, 0, None), minlength=len(starts))
        for each in samples
    ]
    fractions = [count / each.size for count, each in zip(counts, samples, strict=True)]
    expected, got = fractions
    pooled = np.maximum(sum(counts), 1) / both.size
    off = BAND * np.sqrt(pooled * (1 - pooled) * sum(1 / each.size for each in samples))
    return {
        "labels": [float(each) for each in starts],
        "is_each": is_each,
        "got": [float(each) for each in got],
        "low": [float(each) for each in np.maximum(expected - off, 0.0)],
        "high": [float(each) for each in np.minimum(expected + off, 1.0)],
    }
