"""A progress file's rows put together as an archive's courses, whatever version wrote them. *Screen side.*

The rows may come from a sound file or from what could be read of a damaged one: what can't be used is left out.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tutor.progress.archive import Data, checked, checked_work

Row = Mapping[str, Any]
NAMES = (
    *("course", "work", "draft", "draft_set_aside", "attempt", "test_out", "test_out_exercise"),
    *("review", "reread"),
)
_MADE_BY = {1: 5, 2: 7}  # how many of them the first versions made


def names_in(version: int) -> frozenset[str]:
    """The tables that a file of `version` has."""
    return frozenset(NAMES[: _MADE_BY.get(version)])


def rows_of(db: sqlite3.Connection, table: str, where: str = "", values: tuple[Any, ...] = ()) -> list[Row]:
    """The rows of `table`, by their columns' names; none if there is no such table."""
    try:
        cursor = db.execute(f"SELECT * FROM {table} {where}", values)
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return []
        raise
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def courses(read: Callable[[str], Iterable[Row]]) -> list[Data]:
    """The courses of an archive; `read` gives the rows of a table."""
    parts: dict[str, dict[Any, list[Row]]] = {name: defaultdict(list) for name in NAMES}
    for name in ("draft", "draft_set_aside", "attempt", "review", "reread"):
        for row in read(name):
            parts[name][row.get("work")].append(row)
    identities = {row.get("id"): row for row in read("course")}
    found: dict[Any, Data] = {}

    def course(key: Any) -> Data:
        if key not in found:
            row = identities.get(key, {})
            # Without its row, the first course of a file is nearly always the one that comes with the program.
            identity = row.get("identity")
            found[key] = {
                "identity": identity if isinstance(identity, str) and identity else "builtin",
                "place": row.get("place") if isinstance(row.get("place"), str) else None,
                "work": [],
                "test_outs": [],
            }
        return found[key]

    for key in identities:
        course(key)
    for row in read("work"):
        work = _work(row, parts)
        if work is not None:
            course(row.get("course"))["work"].append(work)
    asked: dict[Any, list[Row]] = defaultdict(list)
    for row in read("test_out_exercise"):
        asked[row.get("course"), row.get("chapter")].append(row)
    for row in read("test_out"):
        exercises = sorted(asked[row.get("course"), row.get("chapter")], key=_place)
        test = checked("test_out", {**row, "exercises": [dict(one) for one in exercises]})
        if test is not None:
            course(row.get("course"))["test_outs"].append(test)
    return list(found.values())


def _place(row: Row) -> int:
    place = row.get("place")
    return place if isinstance(place, int) else 0


def _work(row: Row, parts: Mapping[str, Mapping[Any, list[Row]]]) -> Data | None:
    key = row.get("id")
    work = checked_work({**row, "hints": row.get("hints") or 0})
    if work is None:
        return None
    drafts = _good("draft", parts["draft"].get(key, []))
    work["draft"] = drafts[0] if drafts else None
    work["set_aside"] = _good("aside", parts["draft_set_aside"].get(key, []))
    work["attempts"] = _good("attempt", [_named(one) for one in parts["attempt"].get(key, [])])
    work["reviews"] = _good("review", parts["review"].get(key, []))
    work["reread"] = _good("reread", parts["reread"].get(key, []))
    return work


def _named(row: Row) -> Row:
    """An attempt with its lasting name: the one that the third version's migration gives, where it has none."""
    if row.get("uid"):
        return row
    try:
        return {**row, "uid": f"{row['made_at']:.6f}-{row['seed']:d}"}
    except (KeyError, TypeError, ValueError):
        return row


def _good(kind: str, rows: Iterable[Row]) -> list[Data]:
    return [one for one in (checked(kind, dict(row)) for row in rows) if one is not None]
