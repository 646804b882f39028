"""What Textual would keep of widgets that are gone is let go. *Screen side.*

An app keeps every text area that ever watched its theme, with the whole screen around it, until the theme is next
changed. The last thousand caches of drawn lines stay, as one of their methods remembers what it was called on. Each
lesson that is opened would cost a megabyte or two; what documents would keep, `editing/parsing.py` sees to.

What is left of a screen then is fifteen thousand objects in cycles, which Python would collect some lessons later; the
memory they are scattered over would never get smaller again. And what Textual and Rich have worked out about places,
widths and lines is kept for thousands of them, though the next screen has others.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from typing import Any, cast

from rich.cells import cached_cell_len
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.app import App
from textual.document import _document
from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.message_pump import MessagePump
from textual.strip import Strip
from textual.widget import Widget

CODEPOINTS = "build_byte_to_codepoint_dict"
SOON = 0.4  # seconds after which most of a screen that was left can be collected, before the next takes as much room
ENDED = 2.0  # seconds after which nothing of a screen that was left is at work any more


def mend_styles_cache() -> None:
    """Have caches of drawn lines end with their widgets.

    What the method gives depends on colours alone, and its first argument is called `cls`: the decorator was forgotten.
    """
    found = vars(StylesCache).get("get_inner_outer")
    if found is not None and not isinstance(found, classmethod | staticmethod):
        cast(Any, StylesCache).get_inner_outer = classmethod(found)


def collect() -> None:
    """Let go of what is left of screens that have ended, and of what was worked out for them."""
    for remembered in worked_out():
        remembered.cache_clear()
    gc.collect()


def collect_soon(app: App[Any]) -> None:
    """Let go of what `app` has just left, or laid out anew: most of it at once, the rest when it has ended."""
    for after in (SOON, ENDED):
        app.set_timer(after, collect)


def worked_out() -> Iterator[Any]:
    """The functions that remember places, widths of texts, styles, and lines."""
    kinds = (Region, Strip, Style, ANSIToTruecolor)
    functions = (cached_cell_len, getattr(_document, "_utf8_encode", None), getattr(_text_area(), CODEPOINTS, None))
    for one in (*(method for kind in kinds for method in vars(kind).values()), *functions):
        found = getattr(one, "__func__", one)
        if hasattr(found, "cache_clear"):
            yield found


def _text_area() -> Any:
    return sys.modules.get("textual.widgets._text_area")  # not owed by the map


def is_going(app: App[Any], pump: MessagePump | None) -> bool:
    """Whether `pump` is a widget or a screen that is being taken away, its children perhaps before it."""
    if not isinstance(pump, Widget):
        return False
    line = [node for node in pump.ancestors_with_self if isinstance(node, Widget)]
    screen = line[-1]
    return screen not in app.screen_stack or any(node._pruning for node in line)


def watches_no_more(app: App[Any], widget: Widget) -> None:
    """Have `app` forget what `widget`, which is gone, watched of it."""
    for watchers in getattr(app, "__watchers", {}).values():
        watchers[:] = [each for each in watchers if each[0] is not widget]
