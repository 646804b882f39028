"""Whether a progress file has the tables, and the kinds of values in them, that every tutor writes. *Screen side.*

SQLite keeps a text where a number was meant, and finds nothing wrong with it; a reader would.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

# By table: what a value may be, in SQLite's words, of each column that more than a text is read from.
WHOLE, NUMBER, TEXT = ("integer",), ("integer", "real"), ("text",)
NONE = ("null",)
KINDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "course": {"id": WHOLE, "identity": TEXT, "place": TEXT + NONE},
    "work": {
        "id": WHOLE,
        "course": WHOLE,
        "address": TEXT,
        "hints": WHOLE,
        "passed_at": NUMBER + NONE,
        "given_up_at": NUMBER + NONE,
        "replay": TEXT + NONE,
        "posed_seed": WHOLE + NONE,
        "passed_with": TEXT + NONE,
    },
    "draft": {
        **{"work": WHOLE, "text": TEXT, "line": WHOLE, "character": WHOLE},
        **{"session": TEXT, "revision": WHOLE, "saved_at": NUMBER},
    },
    "draft_set_aside": {"work": WHOLE, "session": TEXT, "text": TEXT, "saved_at": NUMBER},
    "attempt": {
        "id": WHOLE,
        **{"work": WHOLE, "made_at": NUMBER, "outcome": TEXT, "stage": TEXT + NONE, "mistake": TEXT + NONE},
        **{"seed": WHOLE, "seconds": NUMBER, "source": TEXT + NONE, "uid": TEXT + NONE, "fingerprint": TEXT + NONE},
    },
    "test_out": {"course": WHOLE, "chapter": TEXT, "begun_at": NUMBER, "passed_at": NUMBER + NONE},
    "test_out_exercise": {"course": WHOLE, "chapter": TEXT, "place": WHOLE, "address": TEXT, "hints": WHOLE},
    "review": {"uid": TEXT, "work": WHOLE, "made_at": NUMBER, "rating": WHOLE, "seconds": NUMBER},
    "card": {"work": WHOLE, "stability": NUMBER, "difficulty": NUMBER, "last_at": NUMBER, "due_at": NUMBER},
    "reread": {"work": WHOLE, "mistake": TEXT, "read_at": NUMBER},
    "removed": {"id": WHOLE, "course": WHOLE, "removed_at": NUMBER, "what": TEXT, "kept": TEXT},
}
LATEST = 250_000_000_000.0  # seconds since 1970: the last years that a calendar can tell
MOMENTS = ("passed_at", "given_up_at", "saved_at", "made_at", "begun_at", "last_at", "read_at", "removed_at")


def misfits(db: sqlite3.Connection) -> str:
    """The first table that isn't as it must be, in a few words; "" for none. The file is of the newest version."""
    foreign = db.execute("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view') LIMIT 1").fetchone()
    if foreign is not None:
        return "what no tutor made"
    for table, columns in KINDS.items():
        wrong = [f"typeof({name}) NOT IN ({', '.join(map(repr, kinds))})" for name, kinds in columns.items()]
        wrong += [f"{name} NOT BETWEEN 0 AND {LATEST}" for name in columns if name in MOMENTS]
        try:
            found = db.execute(f"SELECT 1 FROM {table} WHERE {' OR '.join(wrong)} LIMIT 1").fetchone()
        except sqlite3.OperationalError as error:
            if "no such" not in str(error):
                raise
            return table
        if found is not None:
            return table
    return ""
