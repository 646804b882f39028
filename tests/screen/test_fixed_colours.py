"""Protects short names of colours: what is sent is the very colour that was meant."""

from __future__ import annotations

import pytest
from pyte.graphics import FG_BG_256

from tutor.screen.fixed_colours import fixed, shortened
from tutor.screen.theme import DARK, LIGHT, colours


@pytest.mark.parametrize("number", range(16, 256))
def test_a_short_name_is_that_of_the_very_colour(number: int) -> None:
    colour = FG_BG_256[number]
    found = fixed(*(int(colour[at : at + 2], 16) for at in (0, 2, 4)))
    assert found is not None and found >= 16 and FG_BG_256[found] == colour


def test_only_what_is_the_same_is_named_shorter() -> None:
    assert shortened("1;38;2;135;175;255;48;2;18;18;18") == "1;38;5;111;48;5;233"
    assert shortened("38;2;135;175;254;48;2;18;18;19") == "38;2;135;175;254;48;2;18;18;19"
    assert shortened("") == "" and shortened("38;5;2;2;31") == "38;5;2;2;31" and shortened("0;31;44") == "0;31;44"


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_every_colour_of_a_theme_has_a_short_name(theme: str) -> None:
    for name, colour in colours(theme).items():
        assert fixed(*(int(colour[at : at + 2], 16) for at in (1, 3, 5))) is not None, name
