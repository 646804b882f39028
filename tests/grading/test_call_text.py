"""Protects the call that a verdict shows: code that can be pasted, whatever the author's expression is like."""

from __future__ import annotations

from tutor.grading.call_text import call_text
from tutor.runner.stage import Stage


def shown(expression: str) -> str:
    job = {"kind": "function", "entry": "f", "seed": 1, "cases": [{"let": {"n": "3"}, "args": [expression]}]}
    return call_text(Stage(job).turn(0, 0, 0, 1), job)


def test_drawn_values_stand_in_the_place_of_their_names() -> None:
    assert shown("n + n") == "f(3 + 3)"


def test_an_expression_nested_by_the_thousand_is_told_by_its_value() -> None:
    """Protects the examiner from calling itself once for each of its levels."""
    assert shown("+".join(["n"] * 900)) == "f(2700)"
