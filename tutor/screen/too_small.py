"""Says, in a window too small to work in, how large it must be; gone as soon as it is. *Screen side.*"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import ModalScreen

from tutor.language import _
from tutor.screen.keys import BY_ID, bindings
from tutor.screen.prose import Prose

if TYPE_CHECKING:
    from tutor.course.lines import Line

SMALLEST = Size(60, 20)


def is_too_small(size: Size) -> bool:
    """Whether nothing can be laid out well in a terminal of `size`."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class TooSmallScreen(ModalScreen[None]):
    """Stands over whatever is shown while the terminal is too small; nothing beneath it is lost."""

    DEFAULT_CSS = "TooSmallScreen { background: $background; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings(("quit",))

    def compose(self) -> ComposeResult:
        yield Prose(self._lines)

    def _lines(self, width: int) -> list[Line]:
        from tutor.course.lines import words  # the layout of pages is not owed by the map

        size = self.app.size
        told = _("This window has {columns} x {rows} cells; {wanted} are needed. Enlarge it, and all is as it was.")
        wanted = f"{SMALLEST.width} x {SMALLEST.height}"
        shown = told.format(columns=size.width, rows=size.height, wanted=wanted)
        return words(width, (shown, "body"), f" {BY_ID['quit'].shown} ", (_(BY_ID["quit"].help), "dim"))

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self._look()

    def on_screen_resume(self) -> None:
        self._look()

    def _look(self) -> None:
        if is_too_small(self.app.size):
            self.query_one(Prose).show(self._lines)
        elif self.is_current:
            self.dismiss()

    async def action_quit(self) -> None:
        """Save and leave."""
        await self.app.run_action("app.quit")
