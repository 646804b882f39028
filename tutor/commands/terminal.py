"""What a command that draws the screen needs of its terminal. *Screen side.*"""

from __future__ import annotations

import os
import sys

from tutor.commands.faults import UserFault
from tutor.language import _

# Over a slow line the bytes of one key arrive apart. Milliseconds to wait for the rest before an escape is the Esc key.
ESCAPE_DELAY_OVER_SSH = "400"


def need_terminal(instead: str) -> None:
    """Make ready for the screen, before Textual is imported. Raises UserFault, with what to do `instead`, for none."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserFault(_("the screen needs a terminal, and this is none; {instead}").format(instead=instead))
    if os.environ.get("TERM", "dumb") in ("dumb", ""):
        raise UserFault(
            _("the screen needs a terminal that can move its cursor, and TERM says it can't; {instead}").format(
                instead=instead
            )
        )
    if os.environ.get("SSH_CONNECTION"):
        os.environ.setdefault("ESCDELAY", ESCAPE_DELAY_OVER_SSH)
