"""Settings: each with its choices, applied at once; and the keys, each of which can be another one. *Screen side.*"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Region
from textual.message import Message
from textual.screen import ModalScreen

from tutor.course.lines import Line, line, words
from tutor.language import _, run_on
from tutor.progress.settings import Settings
from tutor.screen.bars import PaneTitle
from tutor.screen.keys import Key, spelled
from tutor.screen.messages import SettingsChanged
from tutor.screen.options import OPTIONS, Option, word
from tutor.screen.prose import Prose
from tutor.screen.remapping import movable, taken, why_not
from tutor.screen.text_view import TextView

LABEL = 18  # cells for what a setting is called

Row = Option | Key


class RowReached(Message):
    """Another row is set off, or something was said of it."""


class SettingsList(TextView):
    """The rows. `choose` is given the settings that the learner wants from now on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "step(-8)", show=False),
        Binding("pagedown", "step(8)", show=False),
        Binding("home", "step(-1000)", show=False),
        Binding("end", "step(1000)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("enter,space", "change", show=False),
        Binding("delete,backspace", "put_back", show=False),
    ]

    def __init__(self, settings: Settings, choose: Callable[[Settings], None], *, id: str | None = None) -> None:
        super().__init__(self._lines, column=90, id=id)
        self._settings = settings
        self._choose = choose
        self._rows: list[Row] = [*OPTIONS, *movable()]
        self._tops: list[int] = []
        self._at = 0
        self._catching = False  # whether the next key is the new one
        self._refused = ""

    @property
    def row(self) -> Row:
        """The row that is set off."""
        return self._rows[self._at]

    @property
    def about(self) -> tuple[str, str]:
        """What there is to say of the row that is set off, and its role."""
        row = self.row
        if isinstance(row, Option):
            return _(row.about), "dim"
        label = _(row.label)
        if self._refused:
            told = _("{reason}. Another key for “{action}”, or Esc.")
            return told.format(reason=self._refused, action=label), "fault"
        if self._catching:
            return _("Press the new key for “{action}”. Esc leaves it as it is.").format(action=label), "accent"
        told = _(row.help)
        if row.id in self._settings.remapped:
            own = ", ".join(spelled(key) for key in row.keys)
            told = run_on(told, _("Its own: {keys}.").format(keys=own))
        return told, "dim"

    @property
    def keys(self) -> list[tuple[str, str]]:
        """The keys that matter on this row, and what they do."""
        if self._catching:
            return [("Esc", _("as it was"))]
        if isinstance(self.row, Option):
            return [("←→", _("change")), ("↑↓", _("go"))]
        back = [("Del", _("its own key"))] if self.row.id in self._settings.remapped else []
        return [("Enter", _("another key")), *back, ("↑↓", _("go"))]

    def settle(self, settings: Settings) -> None:
        """Show `settings`, which are in force now."""
        self._settings = settings
        self._draw_again()

    def _lines(self, width: int) -> list[Line]:
        lines: list[Line] = []
        self._tops = []
        for number, row in enumerate(self._rows):
            if number == len(OPTIONS):
                lines += [[], line(("  " + _("Keys"), "heading"))]
            self._tops.append(len(lines))
            here = number == self._at
            label = _(row.label)
            head = line(
                ("› " if here else "  ", "accent"),
                (label, "here" if here else "body"),
                " " * max(1, LABEL - cell_len(label)),
            )
            lines += self._choices(row, head, width) if isinstance(row, Option) else [[*head, *self._key(row, here)]]
        return lines

    def _choices(self, row: Option, head: Line, width: int) -> list[Line]:
        """The choices beside the label, the chosen one in brackets; on a line of their own where they are too many."""
        chosen = row.chosen(self._settings)
        drawn: list[Line] = [head]
        used = LABEL + 2
        for choice in row.choices:
            text = f"[{word(choice)}]" if choice == chosen else f" {word(choice)} "
            if used + cell_len(text) > width and used > LABEL + 2:
                drawn.append(line(" " * (LABEL + 2)))
                used = LABEL + 2
            drawn[-1] = [*drawn[-1], *line((text, "key" if choice == chosen else "dim"), " ")]
            used += cell_len(text) + 1
        return drawn

    def _key(self, row: Key, here: bool) -> Line:
        if here and self._catching:
            return line((_("press a key ..."), "accent"))
        moved = self._settings.remapped.get(row.id)
        if moved is None:
            return line((", ".join(spelled(key) for key in row.keys), "dim"))
        return line((spelled(moved), "key"), ("  " + _("yours"), "dim"))

    def _draw_again(self) -> None:
        self.show(self._lines, stay=True)
        if self._at < len(self._tops):
            top = 0 if self._at == 0 else self._tops[self._at]
            self.scroll_to_region(Region(0, top, 1, 2), animate=False)
        self.post_message(RowReached())

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self._draw_again)

    def action_step(self, step: int) -> None:
        """Set off another row."""
        self._refused = ""
        self._at = max(0, min(len(self._rows) - 1, self._at + step))
        self._draw_again()

    def action_turn(self, step: int) -> None:
        """Take the next choice of a setting, or the one before."""
        if isinstance(self.row, Option):
            self._choose(self.row.turned(self._settings, step))

    def action_change(self) -> None:
        """Take the next choice; of a key, wait for the new one."""
        if isinstance(self.row, Option):
            self.action_turn(1)
        else:
            self._catching, self._refused = True, ""
            self._draw_again()

    def action_put_back(self) -> None:
        """Give an action its own key again."""
        row = self.row
        if isinstance(row, Key) and row.id in self._settings.remapped:
            left = self._without(row)
            self._refused = next(filter(None, (taken(row.id, key, left) for key in row.keys)), "")
            if self._refused:
                self._draw_again()
            else:
                self._choose(self._settings.with_(remapped=left))

    def _without(self, row: Key) -> dict[str, str]:
        """The keys given, but for that of `row`."""
        return {action: key for action, key in self._settings.remapped.items() if action != row.id}

    def check_consume_key(self, key: str, character: str | None = None) -> bool:  # noqa: ARG002 - Textual's signature
        """While a key is waited for, none is left to the screen's and the program's own."""
        return self._catching

    async def on_key(self, event: events.Key) -> None:
        """While a key is waited for, any key is that one; none does what it does elsewhere."""
        if not self._catching:
            return
        event.stop()
        event.prevent_default()
        row = self.row
        if event.key == "escape" or not isinstance(row, Key):
            self._catching, self._refused = False, ""
            self._draw_again()
            return
        key, left = event.key, self._without(row)
        self._refused = taken(row.id, key, left) if key in row.keys else why_not(row.id, key, left)
        if not self._refused:
            self._catching = False
            self._choose(self._settings.with_(remapped=left if key in row.keys[:1] else left | {row.id: key}))
        self._draw_again()

    def on_click(self, event: events.Click) -> None:
        y = event.y + self.scroll_offset.y
        found = [number for number, top in enumerate(self._tops) if top <= y]
        if found and y < len(self.lines) and not self._catching:
            again = self._at == found[-1]
            self.action_step(found[-1] - self._at)
            if again:
                self.action_change()


class SettingsScreen(ModalScreen[None]):
    """Shows the settings until Esc; `choose` keeps and applies what is chosen."""

    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,alt+s", "dismiss", show=False)]

    def __init__(
        self, settings: Settings, choose: Callable[[Settings], None], trouble: Callable[[], str | None]
    ) -> None:
        super().__init__()
        self._settings = settings
        self._choose = choose
        self._trouble = trouble  # what must be told, once: settings that can't be kept
        self._told = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield PaneTitle(id="settings-title")
            yield SettingsList(self._settings, self._choose, id="settings")
            yield Prose(self._about, id="settings-about")

    def on_mount(self) -> None:
        self._show_title()
        self.query_one(SettingsList).focus()

    def _about(self, width: int) -> list[Line]:
        shown = self.query_one(SettingsList)
        parts: list[tuple[str, str]] = []
        for key, does in shown.keys:
            parts += [(key, "key"), (f" {does}   ", "label")]
        told = words(width, (self._told, "fault") if self._told else shown.about)
        return [*told[:2], *([[]] * (2 - len(told))), line(*parts)]

    def _show_title(self) -> None:
        title = self.query_one(PaneTitle)
        title.set_focused(True)
        title.show([(_("Settings"), "heading")], [("Esc", "key"), (" " + _("closes"), "label")])

    @on(RowReached)
    def _tell_about(self) -> None:
        self.query_one("#settings-about", Prose).show(self._about)

    @on(SettingsChanged)
    def _changed(self, event: SettingsChanged) -> None:
        self._told = self._trouble() or ""
        self.query_one(SettingsList).settle(event.settings)
        self._show_title()
