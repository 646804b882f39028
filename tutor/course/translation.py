"""What of a lesson has words in another language, and whether these still say what the original says. *Any side.*

Each table of an overlay that holds words may bear `of = "..."`: a fingerprint of the words it translates. When the
original changes, the fingerprint does, and the translation is known to be stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from tutor.course.document import Document
from tutor.course.positions import KeyPath
from tutor.course.shapes import Choice, Many, Shape, Table, Text
from tutor.language import _, later_

OWN = ("page", "exercise")  # tables inside of others that have a fingerprint of their own

NUMBERED = (later_("case"), later_("question"), later_("option"))  # told by where they stand, for want of an id

Place = tuple[str, ...]  # where a text stands, with ids in place of numbers where there are any


def fingerprint(data: Mapping[str, Any], shape: Shape) -> str:
    """Eight hexadecimal digits that change when the words in `data` do; line breaks and blanks don't count."""
    words = [" ".join(text.split()) for _, text in _texts(data, shape, ())]
    return hashlib.blake2b("\0".join(words).encode(), digest_size=4).hexdigest()


def compare(original: Mapping[str, Any], shape: Shape, words: Document, what: str, path: KeyPath = ()) -> None:
    """Note in `words` what of one table of the original it lacks, or has from an earlier original.

    The table stands at `path` of `words`, and `what` names it.
    """
    here: Any = words.data
    for part in path:
        here = here[part]
    known = dict(_texts(original, shape, ()))
    found = dict(_texts(here, shape, (), _ids(original)))
    missing = [place for place in known if place not in found]
    if missing:
        named = ", ".join(dict.fromkeys(map(_said, missing)))
        words.fault(
            path, _("{what} has no words here for {named}; write them").format(what=what, named=named), "warning"
        )
    now = fingerprint(original, shape)
    if "of" not in here and known:
        words.fault(
            path,
            _('{what} does not say which words it translates; write of = "{now}"').format(what=what, now=now),
            "warning",
        )
    elif "of" in here and here["of"] != now:
        message = _(
            '{what} has changed since it was translated; bring these words up to date, then write of = "{now}"'
        ).format(what=what, now=now)
        words.fault((*path, "of"), message, "warning")


def _texts(
    value: Any, shape: Shape, place: Place, ids: Mapping[str, list[str]] | None = None
) -> Iterator[tuple[Place, str]]:
    """The words in one table, with their places; those of tables with a fingerprint of their own left out."""
    match shape:
        case Text():
            if isinstance(value, str):
                yield place, value
        case Many(each):
            for i, item in enumerate(value if isinstance(value, list) else ()):
                yield from _texts(item, each, (*place, _name(item, i, place, ids or _NONE)), ids)
        case Choice(_, by, tables):
            chosen = tables.get(value.get(by, "")) if isinstance(value, dict) else None
            # An overlay's table has no kind; its keys mean the same in every kind.
            for table in [chosen] if chosen else tables.values():
                yield from _texts(value, table, place, ids)
        case Table(_, keys) if isinstance(value, dict):
            for name, key in keys.items():
                if key.translated and name in value and name not in OWN:
                    yield from _texts(value[name], key.shape, (*place, name), ids)


_NONE: Mapping[str, list[str]] = {}


def _ids(original: Mapping[str, Any]) -> dict[str, list[str]]:
    """The ids of the original's mistakes in order: an overlay may name one, or leave it to the place."""
    mistakes = original.get("mistake", ())
    return {"mistake": [str(each.get("id", f"mistake-{i + 1}")) for i, each in enumerate(mistakes)]}


def _name(item: Any, index: int, place: Place, ids: Mapping[str, list[str]]) -> str:
    if place[-1:] == ("mistake",) and isinstance(item, dict):
        order = ids.get("mistake", [])
        return str(item.get("id") or (order[index] if index < len(order) else f"mistake-{index + 1}"))
    return str(index)


def _said(place: Place) -> str:
    """A place in words."""
    match place:
        case (key,):
            return f"`{key}`"
        case ("hints", _):
            return "`hints`"
        case ("mistake", name, _):
            return _("the mistake `{name}`").format(name=name)
        case (key, index, *_):
            return f"{_(key)} {int(index) + 1}"
    return "all"
