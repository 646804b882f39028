"""Whether two arrays of numbers are the same, as closely as their dtype lets one ask. *Child side.*"""

from __future__ import annotations

from typing import Any

import numpy as np

from tutor.grading.difference import Rules

Array = Any

# By dtype: the relative tolerance, and how many times the dtype's epsilon, of the largest expected magnitude,
# a sum taken in
# another order may be off. float16 and bfloat16 sums are kept short by any sensible case.
TOLERANCES = {
    "float16": (2e-3, 4.0, 9.77e-4),
    "bfloat16": (1.6e-2, 4.0, 7.81e-3),
    "float32": (1e-5, 64.0, 1.19e-7),
    "float64": (1e-9, 4096.0, 2.22e-16),
}
COMPONENT = {"complex64": "float32", "complex128": "float64"}
PRECISION = ("float64", "float32", "float16", "bfloat16")


def coarser(one: str, other: str) -> str:
    """The less precise of two float dtypes; what is no float has all the precision there is."""
    return PRECISION[max(coarseness(one), coarseness(other))]


def coarseness(dtype: str) -> int:
    """The place of a dtype in `PRECISION`."""
    dtype = COMPONENT.get(dtype, dtype)
    return PRECISION.index(dtype) if dtype in PRECISION else 0


def magnitude(array: Array) -> float:
    """The largest finite absolute value; 0 for none."""
    if array.dtype.kind not in "fc" or not array.size:
        return 0.0
    with np.errstate(all="ignore"):
        absolute = np.abs(array.astype("c16" if array.dtype.kind == "c" else "f8"))
    finite = absolute[np.isfinite(absolute)]
    return float(finite.max()) if finite.size else 0.0


def unlike_nonfinite(want: Array, have: Array, rules: Rules) -> Array:
    """A mask: where one is NaN or infinite and the other is not the same."""
    want, have = comparable(want), comparable(have)
    if want.dtype.kind not in "fc":
        return np.zeros(want.shape, bool)
    with np.errstate(all="ignore"):
        odd = ~np.isfinite(want) | ~np.isfinite(have)
        both_nan = np.isnan(want) & np.isnan(have)
        same = both_nan | (want == have)
    unlike = odd & ~same
    return unlike & ~np.isnan(want) if "nan" in rules.relax else unlike


def unlike_values(want: Array, have: Array, dtype: str, rules: Rules) -> Array:
    """A mask: where finite numbers differ by more than `dtype` excuses. Shapes must be the same."""
    if want.dtype.kind in "biu" and have.dtype.kind in "biu":
        return want != have
    rtol, ulps, epsilon = TOLERANCES[
        coarser(dtype, rules.coarsest) if dtype in ("", "number") else coarser(dtype, dtype)
    ]
    atol = ulps * epsilon * scale_of(magnitude(want), rules.scale) if rules.atol is None else rules.atol
    rtol = rtol if rules.rtol is None else rules.rtol
    want, have = comparable(want), comparable(have)
    with np.errstate(all="ignore"):
        far = np.abs(have - want) > atol + rtol * np.abs(want)
        return far & np.isfinite(want) & np.isfinite(have)


CANCELLED = 1e-5  # results this much smaller than the arguments are what is left of larger numbers


def scale_of(result: float, arguments: float) -> float:
    """The magnitude that rounding is measured against: the result's, or the arguments' where those cancel to nothing.

    Ones among the arguments count even where the result is smaller: 1 - 1 is off by the roundings of a 1.
    """
    return arguments if result <= CANCELLED * arguments else max(result, min(1.0, arguments))


def comparable(array: Array) -> Array:
    """The same numbers in float64 or complex128, where differences can be taken."""
    with np.errstate(all="ignore"):
        return array.astype("c16") if array.dtype.kind == "c" else array.astype("f8")


def apart(want: Array, have: Array) -> Array:
    """Absolute differences, for finding the worst; what is not finite counts as infinitely far."""
    with np.errstate(all="ignore"):
        distance = np.abs(comparable(have) - comparable(want))
    return np.where(np.isfinite(distance), distance, np.inf)


def aligned_in_sign(want: Array, have: Array) -> Array:
    """`have` with the sign of each vector turned towards `want`: columns of a matrix, else the whole."""
    if want.dtype.kind not in "fci" or want.shape != have.shape or not want.size:
        return have
    axis = want.ndim - 2 if want.ndim >= 2 else None
    dot = np.sum(comparable(want) * np.conj(comparable(have)), axis=axis, keepdims=True)
    return np.where(np.real(dot) < 0, -have, have)


def in_order(array: Array) -> Array:
    """The elements in ascending order along the first axis (rows of a matrix by their entries, left to right)."""
    if array.ndim == 0 or array.shape[0] < 2:
        return array
    if array.ndim == 1:
        return np.sort(array)
    rows = array.reshape(array.shape[0], -1)
    return array[np.lexsort(rows.T[::-1])]


def pairs_in_order(values: Array, vectors: Array) -> tuple[Array, Array]:
    """Eigenvalues in ascending order, and the columns of a matrix of eigenvectors in the order of theirs."""
    places = np.lexsort((np.imag(values), np.real(values)))
    return values[places], vectors[:, places]
