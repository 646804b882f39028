"""Protects a slow line: what is offered behind the cursor costs no more than the key that was typed."""

from __future__ import annotations

from collections.abc import Callable

from tests.screen.material import Person

MOST = 150  # bytes a key


def test_a_key_with_a_name_offered_costs_few_bytes(person: Callable[..., Person]) -> None:
    someone = person("start/steps/double", size=(100, 30))
    someone.until("double.py")
    someone.press("\x1b")  # the first-run tour, if there is one
    someone.until(r"def double")
    someone.press("\x1b[1;5F")  # to the end of the text
    someone.press("    pas")
    someone.until("pass")
    someone.press("\r")
    someone.read(0.5)
    costs = []
    for key in "return doub":
        someone.press(key)
        costs.append(someone.read(0.2))
    assert "return double" in someone.text  # offered, and not typed
    assert max(costs) <= MOST, costs
    someone.press("\t")
    assert someone.read(0.2) <= MOST
