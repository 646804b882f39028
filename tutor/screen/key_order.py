"""Keys that arrive together take effect one after another. *Screen side.*

Over a slow line several keys come in one packet. Stock Textual runs an app's bindings at once, while letters
typed before
still wait in the editor's queue: a check would then judge a text without its last letters.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from textual import events
from textual.app import App
from textual.widget import Widget

PATIENCE = 0.5  # seconds for one key's effect; an editor that takes longer must not hold up Esc


class KeysInOrder(App[Any]):
    """An app that looks at a key only when the focused widget is done with those before it."""

    async def on_event(self, event: events.Event) -> None:
        """As ever, but a key waits for the one before it."""
        if isinstance(event, events.Key) and not event.is_forwarded and self.focused is not None:
            await settled(self.focused)
        await super().on_event(event)


async def settled(widget: Widget) -> None:
    """Wait until a widget has handled every message that it has been sent so far."""
    done = asyncio.get_running_loop().create_future()

    def told() -> None:
        if not done.done():
            done.set_result(None)

    if widget.call_later(told):
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(done, PATIENCE)
