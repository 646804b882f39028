"""Keys of the screen that a page names, and what does the same where there is no screen. *Screen side.*"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tutor.language import _

if TYPE_CHECKING:
    from tutor.commands.printer import Printer

_KEY = re.compile(r"`(\^[a-z])`")


def tell_of_keys(printer: Printer, text: str, ways: Mapping[str, str]) -> None:
    """Say what stands for the keys that `text` names (`^e`), as far as `ways` knows; nothing where it names none."""
    named = list(dict.fromkeys(_KEY.findall(text)))
    if not named:
        return
    printer.line()
    printer.wrapped(_("The keys named above are those of the screen. What does the same here:"))
    for key in named:
        printer.line("    ", ("code", key), "  ", ways.get(key, "") or _("nothing; it isn't needed here"))
