"""One TOML file of a course, read: its data, its positions, or the faults that kept it from being read. *Any side.*"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tutor.course.model import Fault
from tutor.course.positions import KeyPath, Positions
from tutor.language import _, later_

LARGEST = 4 * 1024 * 1024  # bytes of one file; no lesson is near it, and a log given by mistake is beyond it

# What a terminal would obey instead of showing: control characters, and marks that reverse the order of text.
UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_DIGITS = re.compile(r"[0-9][0-9_]{4000,}")


class Unreadable(Exception):
    """A file that can't be read as text. Its message says why and what to do; `line` is where."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def read_text(path: Path) -> str:
    """The text of a file, with its line ends as \\n.

    Raises Unreadable for one that is missing, no regular file, too large, binary or not UTF-8.
    """
    try:
        # Asked before opening: to open a named pipe would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable(_("is no regular file; put a text file here"))
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Unreadable(_("is not there; write it")) from None
    except OSError as error:
        raise Unreadable(
            _("can't be read: {strerror}; check its permissions").format(strerror=error.strerror)
        ) from None
    if len(raw) > LARGEST:
        raise Unreadable(
            _("is larger than {LARGEST} MiB, which no file of a course is; take it away").format(
                LARGEST=LARGEST // 1024 // 1024
            )
        )
    if b"\0" in raw:
        line = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        raise Unreadable(_("is a binary file; put a UTF-8 text file here"), line)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            _("holds byte 0x{raw:02x}, which is not UTF-8; save the file as UTF-8").format(raw=raw[error.start]), line
        ) from None
    return text.replace("\r\n", "\n")


@dataclass
class Document:
    """A TOML file that parses. `faults` collects what is wrong in it; their lines come from `positions`."""

    path: Path
    source: str
    data: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)

    @cached_property
    def positions(self) -> Positions:
        return Positions(self.source)

    def fault(self, where: KeyPath, message: str, severity: str = "error") -> None:
        """Note one fault, at the line of the key `where`."""
        self.faults.append(Fault(self.path, self.positions.line(where), visible(message), severity))

    def fault_in_text(self, where: KeyPath, offset: int, message: str, severity: str = "error") -> None:
        """Note one fault in the text at `where`, on its line `offset` (from 0)."""
        line = self.positions.text_line(where, offset)
        self.faults.append(Fault(self.path, line, visible(message), severity))


def read_document(path: Path) -> Document | Fault:
    """The TOML file at `path`, or the one fault that keeps it from being read."""
    import tomli

    try:
        source = read_text(path)
    except Unreadable as error:
        return Fault(path, error.line, str(error))
    try:
        return Document(path, source, tomli.loads(source))
    except tomli.TOMLDecodeError as error:
        line = min(error.lineno, source.count("\n") + 1)
        return Fault(
            path,
            line,
            visible(_("bad TOML: {message}; {remedy}").format(message=_lowered(error.msg), remedy=_remedy(error.msg))),
        )
    except RecursionError:
        return Fault(path, 1, _("bad TOML: values nested too deeply; write them flat"))
    except ValueError:  # Python reads no number of more digits than a few thousand
        digits = _DIGITS.search(source)
        line = source.count("\n", 0, digits.start() if digits else 0) + 1
        return Fault(path, line, _("bad TOML: a number has thousands of digits; write a shorter one"))


def visible(text: str) -> str:
    """`text` on one line, with nothing in it that a terminal would obey."""
    return UNSHOWN.sub(lambda match: f"\\u{ord(match[0]):04x}", text.replace("\n", "\\n"))


def heading(text: str) -> str:
    """A title as it stands in lists: on one line, however it was written."""
    return visible(" ".join(text.split()))


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]


def _remedy(message: str) -> str:
    """What to do about a complaint of tomli's."""
    for sign, remedy in _REMEDIES:
        if sign in message:
            return _(remedy)
    return _("mend this line")


_REMEDIES = (
    ("overwrite", later_("each key is written once")),
    ("twice", later_("each [table] is written once; write [[table]] for one more of a list")),
    ('Expected "\'"', later_("close the quote")),
    ("Illegal character", later_("close the quote, or take the character away")),
    ("\\", later_("write the text between ''' and ''', where a backslash is only a backslash")),
    ("\"'''\"", later_("close the text that was opened with '''")),
    ('"""', later_('close the text that was opened with """')),
    ("Invalid value", later_("text stands in quotes, numbers bare, truth is true or false")),
    ("after a key", later_("a line reads: key = value")),
    ("table declaration", later_("close the bracket of the table's name")),
    ("Unclosed", later_("close the bracket")),
    ("after a statement", later_("one key = value to a line")),
)
