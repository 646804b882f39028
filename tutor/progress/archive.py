"""An export of progress as data: what it holds, and reading one that may hold anything. *Screen side.*

An archive is one JSON object: `format`, `version`, `made_at` and `courses`, each with its `work` by address. What is
read is checked whole before anything is done with it; keys that are not known are passed over.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from tutor.language import _

FORMAT = "tutor progress"
VERSION = 1
LARGEST = 256 << 20  # bytes of a file
LONGEST = 4 << 20  # characters of one text
LATEST = 4102444800.0  # the year 2100, in seconds since 1970: no clock is right that says more

Data = dict[str, Any]
Check = Callable[[Any, str], Any]


class ArchiveError(Exception):
    """What is wrong with an export, in one line without the file's name."""


def written(courses: list[Data], made_at: float, program: str) -> str:
    """The text of an export. ASCII only, so that it survives every way it may be sent."""
    whole = {"format": FORMAT, "version": VERSION, "made_at": made_at, "program": program, "courses": courses}
    return json.dumps(whole, allow_nan=False, indent=1)


def read(data: bytes) -> list[Data]:
    """The courses in an export. Raises ArchiveError for anything else."""
    if len(data) > LARGEST:
        raise ArchiveError(
            _("larger than {n} MiB, which no export is; is this the right file?").format(n=LARGEST >> 20)
        )
    if not data.strip():
        raise ArchiveError(_("the file is empty; write it again with `tutor export`"))
    try:
        whole = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise ArchiveError(
            _("not an export of tutor (not UTF-8 text); name a file that `tutor export` wrote")
        ) from None
    except RecursionError:
        raise ArchiveError(
            _("not an export of tutor (nested too deep); name a file that `tutor export` wrote")
        ) from None
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise ArchiveError(
            _(
                "not JSON, or cut short (line {line}); copy the file again, or write it again with `tutor export`"
            ).format(line=line)
        ) from None
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise ArchiveError(_("JSON, but not an export of tutor; name a file that `tutor export` wrote"))
    version = whole.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ArchiveError(_("an export without a version that can be read; write it again with `tutor export`"))
    if version > VERSION:
        raise ArchiveError(
            _(
                "a newer tutor wrote this export (version {version}, this one knows {known}); install the newer tutor"
            ).format(version=str(version)[:12], known=VERSION)
        )
    courses: list[Data] = _list(COURSE)(whole.get("courses"), "courses")
    return courses


def checked_work(data: Any) -> Data | None:
    """One entry of `work`, or None if it can't be used; for what was read from a damaged file."""
    try:
        return _object(WORK)(data, "work")
    except ArchiveError:
        return None


def checked(kind: str, data: Any) -> Data | None:
    """One part of an entry of `work` ("attempt", "review", "draft", ...), or None if it can't be used."""
    try:
        return _object(PARTS[kind])(data, kind)
    except ArchiveError:
        return None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


# What each part is, name by name. A check gives the value as it is kept, or raises ArchiveError.


def _wrong(at: str, wanted: str, value: Any) -> ArchiveError:
    try:
        shown = json.dumps(value, default=str)
    except RecursionError:  # read just within the bounds, and written a few calls deeper
        shown = _("something nested too deep")
    shown = shown if len(shown) <= 40 else shown[:39] + "…"
    return ArchiveError(
        _("{place}: {wanted} was expected, not {value}; the file was changed by something else").format(
            place=at, wanted=wanted, value=shown
        )
    )


def _text(value: Any, at: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise _wrong(at, _("a text"), value)
    return value.encode("utf-8", "replace").decode("utf-8")


def _name(value: Any, at: str) -> str:
    text = _text(value, at)
    if not text or len(text) > 1000 or not text.isprintable():
        raise _wrong(at, _("a name"), value)
    return text


def _outcome(value: Any, at: str) -> str:
    if value not in ("passed", "failed", "unjudged"):
        raise _wrong(at, _("passed, failed or unjudged"), value)
    return str(value)


def _between(least: int, most: int) -> Check:
    def check(value: Any, at: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise _wrong(at, _("a whole number from {least} to {most}").format(least=least, most=most), value)
        return value

    return check


def _seconds(value: Any, at: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LATEST:
        raise _wrong(at, _("a number of seconds"), value)
    if not math.isfinite(value):
        raise _wrong(at, _("a number of seconds"), value)
    return float(value)


def _maybe(check: Check) -> Check:
    return lambda value, at: None if value is None else check(value, at)


def _list(fields: Mapping[str, Check]) -> Check:
    one = _object(fields)

    def check(value: Any, at: str) -> list[Data]:
        if value is None:
            return []
        if not isinstance(value, list):
            raise _wrong(at, _("a list"), value)
        return [one(each, f"{at}[{number}]") for number, each in enumerate(value)]

    return check


def _object(fields: Mapping[str, Check]) -> Callable[[Any, str], Data]:
    def check(value: Any, at: str) -> Data:
        if not isinstance(value, dict):
            raise _wrong(at, _("an object"), value)
        return {name: each(value.get(name), f"{at}.{name}") for name, each in fields.items()}

    return check


def _names(value: Any, at: str) -> list[Data]:
    return list(_list({"address": _name, "hints": COUNT})(value, at))


COUNT = _between(0, 2**31)
SEED = _between(-(2**63), 2**63 - 1)
DRAFT: Mapping[str, Check] = {"text": _text, "line": COUNT, "character": COUNT, "saved_at": _seconds}
ASIDE: Mapping[str, Check] = {"text": _text, "saved_at": _seconds}
ATTEMPT: Mapping[str, Check] = {
    "uid": _name,
    "made_at": _seconds,
    "outcome": _outcome,
    "stage": _maybe(_name),
    "mistake": _maybe(_name),
    "seed": SEED,
    "seconds": _seconds,
    "source": _maybe(_text),
    "fingerprint": _maybe(_name),
}
REVIEW: Mapping[str, Check] = {"uid": _name, "made_at": _seconds, "rating": _between(1, 4), "seconds": _seconds}
REREAD: Mapping[str, Check] = {"mistake": _name, "read_at": _seconds}
WORK: Mapping[str, Check] = {
    "address": _name,
    "hints": COUNT,
    "passed_at": _maybe(_seconds),
    "passed_with": _maybe(_name),
    "given_up_at": _maybe(_seconds),
    "replay": _maybe(_text),
    "posed_seed": _maybe(SEED),
    "draft": _maybe(_object(DRAFT)),
    "set_aside": _list(ASIDE),
    "attempts": _list(ATTEMPT),
    "reviews": _list(REVIEW),
    "reread": _list(REREAD),
}
TEST_OUT: Mapping[str, Check] = {
    "chapter": _name,
    "begun_at": _seconds,
    "passed_at": _maybe(_seconds),
    "exercises": _names,
}
COURSE: Mapping[str, Check] = {
    "identity": _name,
    "place": _maybe(_name),
    "work": _list(WORK),
    "test_outs": _list(TEST_OUT),
}
PARTS = {"draft": DRAFT, "aside": ASIDE, "attempt": ATTEMPT, "review": REVIEW, "reread": REREAD, "test_out": TEST_OUT}
