"""Reading a file that a learner names, and everything that can be wrong with it. *Screen side.*"""

from __future__ import annotations

import sys
from pathlib import Path

from tutor.commands.faults import UserFault
from tutor.language import _

LARGEST = 1 << 20  # bytes; no answer to an exercise is larger


def shown_name(name: str) -> str:
    """How a message names the file `name`."""
    return _("standard input") if name == "-" else name


def read_text(name: str) -> str:
    """The text of the file `name`, or of standard input for `-`, with newlines as `\\n`. Raises UserFault."""
    where = shown_name(name)
    data = read_bytes(name, LARGEST, wanted=_("name the file your answer is in"))
    if len(data) > LARGEST:
        raise UserFault(
            _("{where}: larger than 1 MiB; an answer is a few lines of Python, is this the right file?").format(
                where=where
            )
        )
    if b"\0" in data:
        raise UserFault(
            _("{where}: not a text file (it holds zero bytes); save it as plain text in UTF-8").format(where=where)
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserFault(
            _("{where}:{line}: not UTF-8 text (byte 0x{data:02x}); save it as UTF-8").format(
                where=where, line=line, data=data[error.start]
            )
        ) from None
    if not text.strip():
        raise UserFault(
            _("{where}: the file is empty; write an answer into it first (`tutor show` says what is asked)").format(
                where=where
            )
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_bytes(name: str, largest: int, *, wanted: str) -> bytes:
    """What the file `name` holds, or standard input for `-`; never more than one byte more than `largest`.

    `wanted` says, to someone who named a folder, which file to name instead. Raises UserFault.
    """
    where = shown_name(name)
    try:
        if name == "-":
            return sys.stdin.buffer.read(largest + 1)
        with Path(name).open("rb") as file:
            return file.read(largest + 1)
    except FileNotFoundError:
        raise UserFault(
            _("{where}: no such file; look at its name and folder (here: {cwd})").format(where=where, cwd=Path.cwd())
        ) from None
    except IsADirectoryError:
        raise UserFault(_("{where}: a folder, not a file; {wanted}").format(where=where, wanted=wanted)) from None
    except (OSError, ValueError) as error:
        raise UserFault(
            _("{where}: can't be read ({error}); mend its rights, or name another").format(
                where=where, error=getattr(error, "strerror", None) or error
            )
        ) from None
