"""Which language the commands speak and with which signs they draw; help laid out for it. *Screen side.*"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence

from tutor import language
from tutor.commands.anywhere import KEPT_AS
from tutor.language import later_

TYPE_CHECKING = False  # that of `typing`, which takes longer to import than this module
if TYPE_CHECKING:
    from typing import Any

# What argparse itself says; it asks `_` in its own module for the words.
ARGPARSE = (
    later_("usage: "),
    later_("options"),
    later_("positional arguments"),
    later_("show this help message and exit"),
    later_("the following arguments are required: %s"),
    later_("unrecognized arguments: %s"),
    later_("not allowed with argument %s"),
    later_("expected one argument"),
    later_("expected at most one argument"),
    later_("expected at least one argument"),
    later_("argument %(argument_name)s: %(message)s"),
    later_("invalid choice: %(value)r (choose from %(choices)s)"),
    later_("invalid %(type)s value: %(value)r"),
    later_("ignored explicit argument %r"),
    later_("ambiguous option: %(option)s could match %(matches)s"),
)


def choose_language(argv: Sequence[str], environ: Mapping[str, str]) -> None:
    """Speak what `--language` says, else what the environment, the settings or the locale say.

    Asked before the command line is parsed: its faults are told in that language too.
    """
    language.use(_asked_for(argv) or language.chosen(environ, _setting("language") or "auto"))
    # argparse has no way to be given words but this name of its own.
    argparse._ = language._  # type: ignore[attr-defined]


def choose_glyphs(*, plain: bool) -> None:
    """Draw with ASCII alone where that is asked for (`plain`), else with what the settings and the locale say."""
    from tutor.course import glyphs

    glyphs.leave()
    if plain:
        glyphs.use(glyphs.ASCII, insist=True)
    else:
        glyphs.use(glyphs.fitting(_setting("glyphs") or glyphs.BRAILLE))


def _asked_for(argv: Sequence[str]) -> str | None:
    for word, following in zip(argv, [*argv[1:], ""], strict=True):
        name, _, value = word.partition("=")
        if word == "--":
            break
        if name == "--language" and (value or following) in language.NAMES:
            return value or following
    return None


def _setting(name: str) -> str:
    """What the settings say of `name`; "" where they don't mention it, which costs no parsing."""
    from tutor.progress.places import config_folder

    try:
        with (config_folder() / "settings.toml").open("rb") as file:
            if name.encode() not in file.read():
                return ""
    except OSError:
        return ""
    from tutor.progress.settings import load

    return str(getattr(load()[0], name))


class HelpLines(argparse.RawDescriptionHelpFormatter):
    """Help whose lines are measured in cells, since a Chinese character takes two; commands by what they are for."""

    def __init__(self, prog: str, **options: Any) -> None:
        # argparse makes one for each argument that is declared, and imports `shutil` for nothing but this width.
        super().__init__(prog, **{"width": _columns() - 2, **options})

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """The line of usage, without the options that every command takes."""
        super().add_usage(usage, [each for each in actions if each.dest not in KEPT_AS], groups, prefix)

    def _format_action(self, action: argparse.Action) -> str:
        if not isinstance(action, argparse._SubParsersAction):
            return super()._format_action(action)
        from tutor.commands.overview import GROUPS

        found = {each.dest: each for each in action._get_subactions()}
        told = []
        for title, names in GROUPS:
            head = f"{' ' * self._current_indent}{language._(title)}\n"
            self._indent()
            told.append(head + "".join(super(HelpLines, self)._format_action(found[name]) for name in names))
            self._dedent()
        return "\n".join(told)

    def format_help(self) -> str:
        """The help, with the colon of Chinese behind a Chinese heading, where argparse sets its own."""
        return re.sub(r"^([^\x00-\x7f]+):$", r"\1：", super().format_help(), flags=re.MULTILINE)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width - len(indent)))


def _columns() -> int:
    """The width of the terminal in cells; COLUMNS says otherwise, and 80 stands for what can't be known."""
    with contextlib.suppress(ValueError, OSError, AttributeError):
        said = int(os.environ.get("COLUMNS") or 0)
        return said if said > 0 else os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    return 80


def wrapped(text: str, width: int) -> list[str]:
    """Plain `text` in lines of at most `width` cells, broken between words or Chinese characters."""
    if text.isascii():
        import textwrap

        return textwrap.wrap(text, max(width, 8), break_long_words=False, break_on_hyphens=False)
    from tutor.course.lines import plain, words

    return plain(words(width, " ".join(text.split()))).split("\n")
