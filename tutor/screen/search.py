"""Search: a lesson, a page, an exercise, a term or a name, found as it is typed. *Screen side.*"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from tutor.course.lines import Line, indented, line, words
from tutor.language import _, later_
from tutor.progress.places import cache_folder
from tutor.screen.log import note_fault
from tutor.screen.looking_up import Hit, hits, index_of
from tutor.screen.picking import PickScreen
from tutor.screen.session import Session

if TYPE_CHECKING:
    from tutor.course.index import Entry

KIND = 10  # cells for what kind of thing it is
KINDS = {
    "chapter": later_("chapter"),
    "lesson": later_("lesson"),
    "page": later_("page"),
    "exercise": later_("exercise"),
    "term": later_("term"),
    "name": later_("name"),
}


class SearchScreen(PickScreen[Hit]):
    """Looks `typed` up as it is typed further; gives back the address to open, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("alt+w", "dismiss", show=False, priority=True)]

    def __init__(self, session: Session, typed: str = "") -> None:
        super().__init__(typed)
        self._session = session
        self._entries: Sequence[Entry] = ()
        self._has_index = False

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(self._read_index(), exit_on_error=False)

    async def _read_index(self) -> None:
        try:
            self._entries = await index_of(self._session.course.root, cache_folder())
        except Exception as error:  # titles are found all the same
            note_fault(error)
        self._has_index = True
        self.search_again()

    def heading(self) -> str:
        return _("Search")

    def invitation(self) -> str:
        return _("a lesson, a page, an exercise, a term, a name such as torch.cat")

    def nothing(self) -> str:
        if not self._has_index:
            return _("no title like that; names and terms are being gathered ...")
        return _("nothing like that in this course")

    def find(self, typed: str) -> Sequence[Hit]:
        return hits(self._session.course, self._entries, typed)

    def answer(self, item: Hit) -> str:
        return item.address

    def row(self, item: Hit, width: int, *, here: bool) -> list[Line]:
        kind = _(KINDS[item.kind])
        head = line((kind, "dim"), " " * max(1, KIND - cell_len(kind)))
        parts = [(item.title, "here" if here else "strong")]
        parts += [(f"  {item.also}", "body")] if item.also else []
        parts += [(f"   {item.where}", "dim")] if item.where else []
        first, *rest = words(width - KIND, *parts)
        return [[*head, *first], *indented(rest, " " * KIND)]
