"""Protects the rules of screens.md on keys: they arrive everywhere, and no action has only a function key."""

from __future__ import annotations

import re

from tutor.screen.keys import BY_ID, TABLE, bindings, spelled

# The last two are what many terminals send for ctrl with an arrow.
PREFIXES_AND_ALIASES = {*(f"ctrl+{letter}" for letter in "abhijm"), "alt+f", "alt+b"}


def test_no_action_has_only_a_function_key() -> None:
    for key in TABLE:
        if key.keys:
            assert any(not re.fullmatch(r"f\d+", name) for name in key.keys), key.id


def test_every_key_arrives_through_tmux_and_screen() -> None:
    arrives = re.compile(
        r"(ctrl|alt)\+[a-z]|f[1-9]|((shift|ctrl|alt)\+)?(up|down|left|right)|ctrl\+underscore|escape|tab|shift\+tab|enter|space|question_mark"
    )
    for key in TABLE:
        for name in key.keys:
            assert arrives.fullmatch(name) and name not in PREFIXES_AND_ALIASES, (key.id, name)


def test_no_two_actions_share_a_key() -> None:
    # What stops a run copies or leaves the panel when nothing runs, what completes indents where nothing is offered,
    # what turns the text marks an option, and a question and the find bar go on with Enter: all are meant.
    meant = ("copy", "complete", "leave_panel", "mark", "next_question", "find_on", "leave_find")
    taken = [name for key in TABLE for name in key.keys if key.id not in meant]
    assert len(taken) == len(set(taken))


def test_what_can_be_typed_never_takes_priority() -> None:
    typed = [binding for binding in bindings(["help"]) if binding.key == "question_mark"]  # type: ignore[union-attr]
    assert typed and not typed[0].priority  # type: ignore[union-attr]


def test_keys_are_spelled_as_people_write_them() -> None:
    assert [spelled(name) for name in ("ctrl+r", "f5", "ctrl+underscore", "alt+right", "question_mark", "escape")] == [
        "^r",
        "F5",
        "^_",
        "Alt+Right",
        "?",
        "Esc",
    ]
    assert BY_ID["check"].shown == "^r"
