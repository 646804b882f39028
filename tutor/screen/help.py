"""Help: every key and what it does, made from the table of keys. *Screen side.*"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tutor.course.cells import cells
from tutor.course.lines import Line, indented, line, prose, words
from tutor.language import _, later_, run_on
from tutor.screen.bars import PaneTitle
from tutor.screen.keys import BY_ID, TABLE, Key, spelled
from tutor.screen.messages import SettingsChanged
from tutor.screen.text_view import TextView

INTRODUCTION = later_(
    "Each page is one idea, most with a task. Read, write your answer in the editor, check it. A failed check shows the"
    " first case that differs, what was expected and what came. Hints go from a nudge to nearly there. Nothing you"
    " write is lost: it is saved as you type."
)
KEYS_COLUMN = 22  # cells for the keys of an action
NARROW_COLUMN = 16  # and where the whole is narrow
ROOMY = 64
VIM = (
    ("i a o I A O", later_("Write: before, behind, on a new line. Esc ends it.")),
    ("h j k l w b e", later_("Left, down, up, right; word by word.")),
    ("0 ^ $ gg G %", later_("The line's ends, the text's ends, the other bracket.")),
    ("d c y", later_("Take away, change, copy: with a motion, or doubled for the line.")),
    ("x r J ~ >> <<", later_("A character away, another one; lines joined; letters' size; indent.")),
    ("p P u U .", later_("Put back what was taken; undo, redo; the same again.")),
    ("v V", later_("Select characters, or lines.")),
    ("/ n N * :", later_("Find; the next one; the word here; commands such as :12 and :s/old/new/g.")),
    ('m " q ^v', later_("Not here: marks, named registers, macros, blocks. Your own editor has them: Alt+e.")),
)


def help_lines(width: int, *, vim: bool = False, here: Sequence[str] = ()) -> list[Line]:
    """The help, laid out for `width` cells; with `vim`, the editor's keys are vim's too.

    The actions of the ids `here` come first: they are what matters where one is.
    """
    lines = prose(_(INTRODUCTION), width)
    if here:
        lines += [[], line((_("Where you are now"), "heading"))]
        for name in here:
            lines += _about(BY_ID[name], width)
    for group, keys in groupby(TABLE, lambda key: key.group):
        lines += [[], line((_(group), "heading"))]
        for key in keys:
            lines += _about(key, width)
    if vim:
        lines += [[], line((_("In the editor, as in vim"), "heading"))]
        for names, told in VIM:
            lines += _key_lines(names, _(told), width)
    return lines


def _about(key: Key, width: int) -> list[Line]:
    told = _(key.help)
    if key.in_force != key.keys:
        own = ", ".join(spelled(name) for name in key.keys)
        told = run_on(told, _("(Yours; its own: {keys}.)").format(keys=own))
    return _key_lines(", ".join(spelled(name) for name in key.in_force), told, width)


def _key_lines(names: str, told: str, width: int) -> list[Line]:
    column = KEYS_COLUMN if width >= ROOMY else NARROW_COLUMN
    shown = names or _("in the commands")
    first, *rest = words(width - column - 2, told)
    head = line("  ", (shown + " " * max(1, column - cells(shown)), "key" if names else "dim"))
    return [[*head, *first], *indented(rest, " " * (column + 2))]


class HelpScreen(ModalScreen[None]):
    """Shows the help until Esc; first the keys of the actions `here`, ids of the table."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,f1,question_mark,enter", "dismiss", show=False)]

    def __init__(self, here: Sequence[str] = ()) -> None:
        super().__init__()
        self._here = here

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield PaneTitle(id="help-title")
            yield TextView(self._lines, column=90, id="help")

    def _lines(self, width: int) -> list[Line]:
        settings = getattr(self.app, "settings", None)
        return help_lines(width, vim=settings is not None and settings.keys == "vim", here=self._here)

    def on_mount(self) -> None:
        self.query_one(PaneTitle).set_focused(True)
        self._show_title()
        self.query_one(TextView).focus()

    @on(SettingsChanged)
    def _show_title(self) -> None:
        self.query_one(PaneTitle).show([(_("Help"), "heading")], [("Esc", "key"), (" " + _("closes"), "label")])
