"""Whether random results can be told apart: by where they come from, and by how seeds act on them. *Child side.*"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from tutor.grading.compare import compare
from tutor.grading.difference import Difference, Rules
from tutor.grading.distribution import histogram, summary, surely_told_apart, told_apart
from tutor.grading.observation import Observation
from tutor.grading.show import value_text
from tutor.language import _

Node = dict[str, Any]


def samples(want: Observation, have: Observation, rules: Rules) -> Iterator[Difference]:
    """Random results: everything but the values as usual; the values by a two-sample test; then how seeds act."""
    assert want.result is not None and have.result is not None
    for one, other, where in sample_pairs(want.result, have.result):
        plain = compare(without_values(one), without_values(other), rules, where)
        if plain is not None and plain.stage == "type":
            yield replace(plain, expected=value_text(one), got=value_text(other))
        elif plain is not None:
            yield plain
        elif "array" in one and (nans := nan_count(other["array"])) and not nan_count(one["array"]):
            yield Difference(
                "nonfinite", _("{nans} of the values are nan").format(nans=nans), _("numbers"), value_text(other), where
            )
        elif "array" in one and told_apart(one["array"], other["array"]):
            expected, got = summary(one["array"]), summary(other["array"])
            message = _("the values come from another distribution: expected {expected}; got {got}").format(
                expected=expected, got=got
            )
            sure = surely_told_apart(one["array"], other["array"])
            drawn = histogram(one["array"], other["array"])
            yield Difference("distribution", message, expected, got, where, sure=sure, histogram=drawn)
    if want.repeats and have.repeats is False:
        message = _(
            "the same seed gave different values: draw from the generator or seed that is given, and from nothing else"
        )
        yield Difference("distribution", message, _("the same values for the same seed"), _("different values"))
    if want.varies and have.varies is False:
        message = _("two seeds gave the very same values: the generator that is given was not drawn from")
        yield Difference("distribution", message, _("different values for different seeds"), _("the same values"))


def nan_count(array: Any) -> int:
    """How many elements are no number."""
    return int(np.isnan(array).sum()) if array.dtype.kind in "fc" else 0


def sample_pairs(want: Node, have: Node, where: str = "") -> Iterator[tuple[Node, Node, str]]:
    """Leaves of two results side by side, as far as their nesting agrees."""
    same = want["k"] == have["k"] and want["k"] in ("list", "tuple") and len(want["v"]) == len(have["v"])
    if not same:
        yield want, have, where
        return
    for i, (one, other) in enumerate(zip(want["v"], have["v"], strict=True)):
        yield from sample_pairs(one, other, f"{where}[{i}]")


def without_values(node: Node) -> Node:
    """A tensor or array with its numbers left out of the comparison; a random number with its kind alone."""
    if "array" in node:
        return {key: value for key, value in node.items() if key != "array"}
    if node["k"] in ("float", "int"):
        return {"k": node["k"], "v": "0x0" if node["k"] == "int" else "0x0.0p+0"}
    return node
