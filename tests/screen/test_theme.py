"""Protects the themes: text can be read on its ground, each setting has its theme, colour never tells alone."""

from __future__ import annotations

import pytest

from tests.screen.conftest import Opening
from tutor.progress.settings import CHOICES, Settings, save
from tutor.screen.theme import DARK, LIGHT, NAMES, SIXTEEN, SIXTEEN_LIGHT, TERMINAL, colours, fitting, styles

TEXT = ("fore", "quiet", "accent", "good", "bad", "string", "number", "name", "code")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("ground", ["back", "raised"])
@pytest.mark.parametrize("part", TEXT)
def test_text_has_contrast_enough(theme: str, ground: str, part: str) -> None:
    known = colours(theme)
    assert contrast(known[part], known[ground]) >= 4.5, (known[part], known[ground])


def test_the_sum_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_each_choice_has_its_theme() -> None:
    many, few = 1 << 24, 16
    assert [fitting({}, many, choice) for choice in CHOICES["theme"]] == [DARK, DARK, LIGHT, TERMINAL]
    assert [fitting({}, few, choice) for choice in CHOICES["theme"]] == [SIXTEEN, SIXTEEN, SIXTEEN_LIGHT, TERMINAL]
    assert fitting({"COLORFGBG": "0;15"}, many) == LIGHT and fitting({"COLORFGBG": "15;0"}, many) == DARK
    assert fitting({"COLORFGBG": "0;15"}, many, "dark") == DARK
    assert fitting({"NO_COLOR": "1"}, many, "light") == TERMINAL


@pytest.mark.parametrize("theme", NAMES)
def test_what_is_set_off_and_what_differs_is_told_by_more_than_colour(theme: str) -> None:
    known = styles(theme)
    for role in ("here", "differs", "passed", "failed", "key", "heading"):
        style = known[role]
        assert style.bold or style.underline or style.reverse, role


async def test_the_terminals_own_colours_are_sent_as_they_are(opened: Opening) -> None:
    save(Settings(theme="terminal"))
    async with opened("start/steps/double") as pilot:
        await pilot.pause()
        assert pilot.app.native_ansi_color
        found = {
            colour.name
            for line in pilot.app.screen._compositor.render_strips()
            for segment in line
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None
        }
        assert found and not [name for name in found if name.startswith("#")]


async def test_without_colours_none_is_sent(opened: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened("start/steps/double") as pilot:
        await pilot.pause()
        found = [
            colour.name
            for line in pilot.app.screen._compositor.render_strips()
            for segment in line
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None and colour.name != "default"
        ]
        assert found == []


@pytest.mark.parametrize("colour", ["with", "without"])
async def test_a_cursor_and_what_is_selected_are_seen_on_any_ground(
    opened: Opening, monkeypatch: pytest.MonkeyPatch, colour: str
) -> None:
    """The terminal's own colours are turned round, whatever they are: black would be nothing on black."""
    if colour == "without":
        monkeypatch.setenv("NO_COLOR", "1")
    save(Settings(theme="terminal"))
    async with opened("start/steps/double") as pilot:
        await pilot.press("ctrl+f", "r")
        turned = [
            segment.style
            for line in pilot.app.screen._compositor.render_strips()
            for segment in line
            if segment.style and segment.style.reverse
        ]
        numbers = {found.number for style in turned for found in (style.color, style.bgcolor) if found is not None}
        assert turned and not numbers & {0, 7, 15}
