"""The JSON Schemas of a course's files, for editors: made from `schema`, the one description of the keys. *Any side.*

What JSON Schema can't say (no two ids alike, `run` or `args`, what must be Python) is told by `tutor lint`.
"""

from __future__ import annotations

import json
from typing import Any

from tutor.course import schema
from tutor.course.key_words import said_of
from tutor.course.shapes import Choice, Flag, Form, Key, Many, Named, Number, Shape, Table, Text, Whole
from tutor.language import _, later_

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# What a file can be, with the shape of it and what to call it.
FILES: dict[str, tuple[Table, str]] = {
    "lesson": (schema.LESSON, later_("A lesson of a tutor course")),
    "chapter": (schema.CHAPTER, later_("A chapter of a tutor course")),
    "course": (schema.COURSE, later_("A tutor course")),
    "translation": (schema.LESSON_OVERLAY, later_("A lesson's words in another language")),
}


def file_name(what: str) -> str:
    """What the schema of such a file is called where it lies beside the lessons: `lesson.schema.json`."""
    return f"{what}.schema.json"


def json_schema(what: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a `what`: a key of FILES. Its words are in the language in use."""
    table, title = FILES[what]
    return {"$schema": DIALECT, "title": _(title), **_shape(table)}


def as_text(what: str) -> str:
    """The same as the text of a file."""
    return json.dumps(json_schema(what), indent=2, ensure_ascii=False) + "\n"


def is_same(text: str, what: str) -> bool:
    """Whether `text` is the schema of a `what` as it is today, in whichever language its words are."""
    try:
        return bool(_without_words(json.loads(text)) == _without_words(json_schema(what)))
    except (ValueError, RecursionError):
        return False


def _without_words(value: Any) -> Any:
    """A schema without what it tells people."""
    if isinstance(value, list):
        return [_without_words(each) for each in value]
    if not isinstance(value, dict):
        return value
    # A key of that name in a course's file is described by a table, and no text.
    words = [name for name in ("title", "description") if isinstance(value.get(name), str)]
    return {name: _without_words(each) for name, each in value.items() if name not in words}


def _shape(shape: Shape) -> dict[str, Any]:
    match shape:
        case Text():
            return _text(shape)
        case Whole(low, high):
            return {"type": "integer", "minimum": low} | ({} if high is None else {"maximum": high})
        case Number(zero):
            return {"type": "number", "minimum" if zero else "exclusiveMinimum": 0}
        case Flag():
            return {"type": "boolean"}
        case Many(each, least, unlike):
            found: dict[str, Any] = {"type": "array", "items": _shape(each)}
            return found | ({"minItems": least} if least else {}) | ({"uniqueItems": True} if unlike else {})
        case Named(each, form):
            return {
                "type": "object",
                "propertyNames": {"pattern": _whole(form)},
                "additionalProperties": _shape(each),
            }
        case Table():
            return _table(shape)
        case Choice(_, by, tables):
            # One alternative for each kind, each with its kind as a constant: editors then offer only its keys.
            return {"oneOf": [_table(table, {by: {"const": str(value)}}) for value, table in tables.items()]}


def _text(shape: Text) -> dict[str, Any]:
    if shape.allowed:
        return {"type": "string", "enum": [str(each) for each in shape.allowed]}
    if shape.form:
        return {"type": "string", "pattern": _whole(shape.form)}
    return {"type": "string"} if shape.blank else {"type": "string", "pattern": r"\S"}


def _table(table: Table, known: dict[str, Any] | None = None) -> dict[str, Any]:
    """One table; `known` are values that its place has settled."""
    found = {
        "type": "object",
        "properties": {name: _key(table, name, key, known or {}) for name, key in table.keys.items()},
        "additionalProperties": False,
    }
    required = [name for name, key in table.keys.items() if key.required]
    return found | ({"required": required} if required else {})


def _key(table: Table, name: str, key: Key, known: dict[str, Any]) -> dict[str, Any]:
    said = said_of(table.name, name)
    return ({"description": said} if said else {}) | (known.get(name) or _shape(key.shape))


def _whole(form: Form) -> str:
    return f"^(?:{form.pattern.pattern})$"
