"""Every key of the screen, as data: what is pressed, what it does, what the help says of it. *Screen side.*

The keys chosen are those that arrive through tmux, screen and SSH alike; no action has only a function key. The footer,
the help and the command palette are all made from this table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.binding import Binding

from tutor.language import _, later_


@dataclass(frozen=True)
class Key:
    """One action of the screen.

    `keys` are Textual's names, the first one is shown; `label` is for the footer, `help` for the help and the palette.
    `bound` is False for what a widget binds by itself: it is only listed.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: str
    bound: bool = True

    @property
    def in_force(self) -> tuple[str, ...]:
        """The keys that do it now: its own, or the one that the learner gave it."""
        moved = _remapped.get(self.id)
        return self.keys if moved is None else (moved,)

    @property
    def shown(self) -> str:
        """The first key as people write it: `^r`, `F1`, `Enter`; "" for what has none."""
        return spelled(self.in_force[0]) if self.in_force else ""


_remapped: dict[str, str] = {}


def remap(remapped: Mapping[str, str]) -> None:
    """Show, from now on, the keys that the learner gave (an action's id to Textual's name of a key)."""
    _remapped.clear()
    _remapped.update(remapped)


def spelled(key: str) -> str:
    """One key's name as it is shown."""
    names = {"question_mark": "?", "escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn", "ctrl+underscore": "^_"}
    if key == "space":
        return _("Space")
    if key in names:
        return names[key]
    if key.startswith("ctrl+") and len(key) == len("ctrl+x"):
        return "^" + key[-1]
    return "+".join(part.capitalize() if len(part) > 1 else part for part in key.split("+"))


ANSWER, READ, EDIT, GO = later_("Your answer"), later_("Reading"), later_("Editing"), later_("Getting about")

TABLE: tuple[Key, ...] = (
    Key("check", ("ctrl+r", "f5"), "check", "Check your answer.", ANSWER),
    Key("run", ("ctrl+e", "f4"), "run", "Run your code without checking it.", ANSWER),
    Key("stop", ("escape", "ctrl+c"), "stop", "Stop what is running, at once.", ANSWER),
    Key("hint", ("ctrl+g",), "hint", "Take the next hint.", ANSWER),
    Key(
        "solution",
        ("ctrl+s",),
        "solution",
        "After a pass, the reference beside your own answer. (What you write is saved by itself.)",
        ANSWER,
    ),
    Key("mark", ("space",), "mark", "Mark the option that you have reached, or unmark it.", ANSWER, bound=False),
    Key(
        "next_question",
        ("enter",),
        "next question",
        "In a question: on to the next one; after the last, check.",
        ANSWER,
        bound=False,
    ),
    Key("next_page", ("ctrl+n",), "next", "Next page.", READ),
    Key("previous_page", ("ctrl+p",), "back", "Previous page.", READ),
    Key("switch_pane", ("ctrl+o",), "pane", "From the text to your answer and back.", READ),
    Key("more", ("space",), "read on", "In the text: a screen further; PgUp goes back.", READ, bound=False),
    Key("text_up", ("ctrl+up",), "text up", "Scroll the text up while you write.", READ),
    Key("text_down", ("ctrl+down",), "text down", "Scroll the text down while you write.", READ),
    Key("next_view", ("alt+right", "f6"), "next view", "Next view of the panel: verdict, output, variables …", READ),
    Key("previous_view", ("alt+left",), "previous view", "Previous view of the panel.", READ),
    Key("panel", ("alt+o", "f8"), "panel", "Into the panel, to scroll and choose there; Esc goes back.", READ),
    Key("leave_panel", ("escape",), "answer", "From the panel to your answer.", READ, bound=False),
    Key("next_tensor", (), "next tensor", "In the graph: the next tensor's history. ([ and ] in the panel.)", READ),
    Key("panel_up", ("alt+up",), "panel up", "Scroll the panel up while you write.", READ),
    Key("panel_down", ("alt+down",), "panel down", "Scroll the panel down while you write.", READ),
    Key("comment", ("ctrl+underscore",), "comment", "Comment the lines out, or in again.", EDIT),
    Key("docs", ("ctrl+k", "f2"), "docs", "What the name under the cursor is, and where it is taught.", EDIT),
    Key("complete", ("tab",), "complete", "Take the rest of the name that is offered.", EDIT, bound=False),
    Key("indent", ("tab",), "indent", "Indent; with lines selected, all of them.", EDIT, bound=False),
    Key("dedent", ("shift+tab",), "dedent", "Take one indent away.", EDIT, bound=False),
    Key("undo", ("ctrl+z",), "undo", "Undo.", EDIT, bound=False),
    Key("redo", ("ctrl+y",), "redo", "Redo.", EDIT, bound=False),
    Key(
        "copy",
        ("ctrl+c",),
        "copy",
        "Copy what is selected. (Your terminal won't take it? ^d, “to a file”.)",
        EDIT,
        bound=False,
    ),
    Key("cut", ("ctrl+x",), "cut", "Cut what is selected, or the line.", EDIT, bound=False),
    Key("paste", ("ctrl+v",), "paste", "Paste what was copied here.", EDIT, bound=False),
    Key("find", ("ctrl+f",), "find", "Find in your answer, and replace (Tab); :12 goes to line 12.", EDIT),
    Key(
        "find_on",
        ("enter",),
        "next one",
        "While finding: the next one; or replace it, and on to the next.",
        EDIT,
        bound=False,
    ),
    Key("find_back", ("up",), "one before", "While finding: the one before.", EDIT, bound=False),
    Key(
        "leave_find",
        ("escape",),
        "close",
        "While finding: back to your answer, where you have come to.",
        EDIT,
        bound=False,
    ),
    Key("go_to_line", ("alt+g",), "line", "Go to a line by its number; the marked one is offered.", EDIT),
    Key("outside", ("alt+e", "f7"), "own editor", "Open your answer in $EDITOR; it comes back when that ends.", EDIT),
    Key("to_file", (), "to a file", "Write your answer to a file here; in the panel, what it shows.", EDIT),
    Key("select_all", (), "select all", "Select your whole answer.", EDIT),
    Key("start_over", (), "start over", "Put back what the exercise starts from. (Undo brings yours back.)", EDIT),
    Key("open", ("enter",), "open", "On the map: open the lesson that is set off.", GO, bound=False),
    Key(
        "test_out",
        ("alt+t",),
        "test out",
        "On the map: pass five exercises of a chapter instead of all.",
        GO,
    ),
    Key("home", ("ctrl+t",), "map", "The map of the course.", GO),
    Key("search", ("alt+w",), "search", "Find a lesson, a page, an exercise, a term or a name. On the map: type.", GO),
    Key("review", ("alt+v",), "review", "What is due for review, with new numbers.", GO),
    Key("progress", ("alt+p",), "progress", "What is done, day by day, and what was hard.", GO),
    Key("settings", ("alt+s",), "settings", "Language, theme, keys and the other ways of the program.", GO),
    Key("palette", ("ctrl+d", "f9"), "commands", "Every command, by name.", GO),
    Key("help", ("f1", "question_mark"), "help", "This help. (? outside the editor.)", GO),
    Key("language", ("ctrl+l",), "中文 / English", "Speak Chinese, or English again.", GO),
    Key("light", (), "light or dark", "Turn the light theme on or off.", GO),
    Key("tour", (), "tour", "Show the four keys of a lesson again, one after the other.", GO),
    Key("quit", ("ctrl+q",), "quit", "Save and leave.", GO),
)

BY_ID = {key.id: key for key in TABLE}


def bindings(ids: Iterable[str], *, priority: bool = True) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """Textual's bindings for the actions named by `ids`; `?` never takes priority, it can be typed."""
    found: list[Binding | tuple[str, str] | tuple[str, str, str]] = []
    for key in (BY_ID[one] for one in ids):
        for name in key.keys:
            can_be_typed = name == "question_mark"
            wins = priority and not can_be_typed
            found.append(Binding(name, key.id, key.label, show=False, priority=wins, id=key.id))
    return found
