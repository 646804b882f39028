"""The settings as they are told: what each is called, what it does, what may be chosen. *Screen side.* Headless."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.language import NAMES, _, later_
from tutor.progress.settings import CHOICES, Settings

YES, NO = later_("yes"), later_("no")

WORDS = {
    "auto": later_("auto"),
    "dark": later_("dark"),
    "light": later_("light"),
    "terminal": later_("terminal's own"),
    "plain": later_("plain"),
    "vim": later_("vim"),
    "braille": later_("fine dots"),
    "blocks": later_("blocks"),
    "ascii": later_("ASCII"),
    "wrap": later_("go on below"),
    "scroll": later_("scroll"),
}


@dataclass(frozen=True)
class Option:
    """One setting: its field, what it is called, and one line on what it does."""

    name: str
    label: str
    about: str

    @property
    def choices(self) -> tuple[str | bool, ...]:
        """What may be chosen."""
        return CHOICES.get(self.name, (True, False))

    def chosen(self, settings: Settings) -> str | bool:
        """What is chosen in `settings`."""
        value: str | bool = getattr(settings, self.name)
        return value

    def turned(self, settings: Settings, step: int) -> Settings:
        """`settings` with the choice that is `step` further; beyond the last one, the first."""
        at = self.choices.index(self.chosen(settings))
        return settings.with_(**{self.name: self.choices[(at + step) % len(self.choices)]})


OPTIONS = (
    Option("language", later_("Language"), later_("Of the program, and of the pages where they are translated.")),
    Option(
        "theme",
        later_("Theme"),
        later_("Auto is light where the terminal says that it is. The terminal's own: its colours, its background."),
    ),
    Option(
        "keys",
        later_("Editor's keys"),
        later_("The editor's keys: plain, as in most editors, or vim's. The keys of the program stay."),
    ),
    Option(
        "glyphs",
        later_("Drawn with"),
        later_("What plots and mathematics are drawn with. Blocks or ASCII where your font has no fine dots."),
    ),
    Option("long_lines", later_("Long lines"), later_("In the editor: go on below, or scroll to the side.")),
    Option("completion", later_("Completion"), later_("Names are offered as you type. Only Tab takes one.")),
    Option("pairs", later_("Close brackets"), later_("The closing bracket or quote comes with the opening one.")),
    Option(
        "mouse",
        later_("Mouse"),
        later_("Off, the mouse belongs to the terminal again, and selects as it does elsewhere."),
    ),
    Option(
        "polling",
        later_("Look for saves"),
        later_("For `tutor watch`, where a network's file system tells nothing of files that are saved."),
    ),
)


def word(choice: str | bool) -> str:
    """How a choice is told."""
    if isinstance(choice, bool):
        return _(YES) if choice else _(NO)
    return NAMES.get(choice) or _(WORDS[choice])
