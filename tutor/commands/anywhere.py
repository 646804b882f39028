"""The options of every command: they may stand before it, and behind it. *Screen side.*"""

from __future__ import annotations

import argparse

from tutor.language import NAMES, _

DEVICES = ("cpu", "auto", "cuda", "mps")
VALUED = ("--course", "--device", "--language")  # each with a word after it
SWITCHES = ("--unsafe", "--ascii")
KEPT_AS = frozenset(name.removeprefix("--") for name in (*VALUED, *SWITCHES))  # under these names


def declare_anywhere(parser: argparse.ArgumentParser) -> None:
    """Have `parser` read them. What is not said is not there: the word before a command holds for what is behind it."""
    anywhere = parser.add_argument_group(_("options of every command"))
    anywhere.add_argument(
        "--course",
        metavar="COURSE",
        default=argparse.SUPPRESS,
        help=_("use this course: a folder, a zip file, or an installed one's name (or TUTOR_COURSE)"),
    )
    anywhere.add_argument(
        "--unsafe",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_("run code unconfined where this machine can't confine it (`tutor doctor`)"),
    )
    anywhere.add_argument(
        "--device",
        choices=DEVICES,
        metavar="DEVICE",
        default=argparse.SUPPRESS,
        help=_("where code puts its tensors: {devices} (or TUTOR_DEVICE; auto unless told)").format(
            devices=", ".join(DEVICES)
        ),
    )
    anywhere.add_argument(
        "--language",
        choices=(*NAMES, "auto"),
        metavar="LANGUAGE",
        default=argparse.SUPPRESS,
        help=_("what is said, in English (en) or in Chinese (zh) (or TUTOR_LANGUAGE; as the locale unless told)"),
    )
    anywhere.add_argument(
        "--ascii",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_("draw plots, mathematics and lines with ASCII characters alone"),
    )
