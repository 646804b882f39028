"""One line told for a while, where the keys are otherwise. *Screen side.*"""

from __future__ import annotations

from collections.abc import Callable

from textual.timer import Timer
from textual.widget import Widget

Told = tuple[str, str]  # a line and its role
SECONDS = 8.0


class News:
    """Holds what is told until the next thing is done, or some seconds have passed. `on_change` shows it."""

    def __init__(self, owner: Widget, on_change: Callable[[], None]) -> None:
        self._owner = owner
        self._on_change = on_change
        self._fading: Timer | None = None
        self.told: Told | None = None

    def tell(self, text: str, role: str = "accent") -> None:
        """Tell `text`."""
        self._set((text, role))

    def clear(self) -> None:
        """Tell nothing any more."""
        if self.told is not None:
            self._set(None)

    def _set(self, told: Told | None) -> None:
        self.told = told
        if self._fading is not None:
            self._fading.stop()
        self._fading = None if told is None else self._owner.set_timer(SECONDS, self.clear)
        self._on_change()
