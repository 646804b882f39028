"""What is known of the names in a draft: tables for completing them, documentation, where they are taught.

*Screen side.* Headless, one for each sitting. What the packages say is asked of the runner, once for each name.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tutor.course.draft_names import Draft
from tutor.course.under_cursor import definition_of, meant
from tutor.progress.places import cache_folder
from tutor.screen.desk import CannotRun
from tutor.screen.editing.completing import Tables

if TYPE_CHECKING:
    from tutor.course.index import Entry
    from tutor.course.lines import Line
    from tutor.grading.documentation import Documentation
    from tutor.screen.session import Session
    from tutor.screen.text_view import LayOut

MOST_KEPT = 300  # names whose documentation is remembered


class Reference:
    """Knows names. `tables` are empty until they are loaded."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._answers: OrderedDict[tuple[str, ...], Documentation | tuple[str, ...]] = OrderedDict()
        self._names: Mapping[str, Sequence[str]] = {}
        self._entries: Sequence[Entry] = ()
        self._indexed = asyncio.Event()
        self._loading = False
        self._vain = False  # whether the runner couldn't be had for it
        self.tables = Tables()

    @property
    def is_begun(self) -> bool:
        """Whether all there is to load is loaded, or being loaded."""
        if self._vain and not self._session.desk.is_ready:
            return True  # another try would be as vain, and this is asked at each key
        return self._loading or (bool(self._names) and self._indexed.is_set())

    async def load(self) -> None:
        """Load the names that there are, and how much the course teaches each. What can't be had now is left out."""
        if self.is_begun:
            return
        self._loading = True
        try:
            await self._load_names()
            await self._load_index()
        except CannotRun:
            self._vain = True
        finally:
            self._loading = False

    async def _load_names(self) -> None:
        from tutor.grading.documentation import fingerprint, kept_tables

        cache = cache_folder()
        kept = await asyncio.to_thread(lambda: kept_tables(cache / "names" / f"{fingerprint()}.json"))
        self._names = await self._session.desk.name_tables(cache) if kept is None else kept
        self._vain = False
        self._rank()

    async def _load_index(self) -> None:
        from tutor.screen.looking_up import index_of

        if not self._indexed.is_set():
            self._entries = await index_of(self._session.course.root, cache_folder())
            self._indexed.set()
            self._rank()

    def _rank(self) -> None:
        self.tables = Tables(
            self._names, {entry.name: len(entry.pages) for entry in self._entries if entry.sort == "name"}
        )

    async def indexed(self) -> None:
        """Wait until it is known which pages teach what; somebody must have begun to `load`."""
        await self._indexed.wait()

    @property
    def is_indexed(self) -> bool:
        """Whether it is known which pages teach what."""
        return self._indexed.is_set()

    async def look_up(self, names: Sequence[str], otherwise: Sequence[str] = ()) -> Documentation | tuple[str, ...]:
        """What the packages say of the first of `names` that is there, or else whole names like it.

        Raises CannotRun.
        """
        from tutor.grading.documentation import Documentation

        key = tuple(names)
        if key in self._answers:
            self._answers.move_to_end(key)
            return self._answers[key]
        found = await self._session.desk.look_up(names, otherwise)
        answer = found if isinstance(found, Documentation) else found.near
        self._answers[key] = answer
        while len(self._answers) > MOST_KEPT:
            self._answers.popitem(last=False)
        return answer

    async def signature(self, draft: Draft, name: str) -> str:
        """The signature of what `name` calls in `draft`; "" where none is known. Asks no runner that isn't warm."""
        if own := definition_of(draft, name):
            return own[0]
        names, _others = meant(draft, name)
        if not names or not self._session.desk.is_ready:
            return ""
        try:
            answer = await self.look_up(names)
        except CannotRun:
            return ""
        return "" if isinstance(answer, tuple) or not answer.signatures else answer.signatures[0]

    async def documentation(self, draft: Draft, name: str) -> LayOut:
        """What is known of `name` in `draft`, ready to be laid out, with the pages known by then. Raises CannotRun."""
        from tutor.grading.documentation import Documentation
        from tutor.screen import docs_text

        if own := definition_of(draft, name):
            signature, text = own
            found = Documentation(name, "own", (signature,), text)
            return lambda width: docs_text.documentation_lines(found, (), width)
        is_set = draft.assigned.get(name)
        if is_set is not None and not draft.whole(name):
            at, _said = is_set
            row = draft.text.count("\n", 0, at)
            line = draft.text.split("\n")[row].strip()
            kind = draft.kind_of(name)
            return lambda width: docs_text.variable_lines(name, row + 1, line, kind, width)
        names, others = meant(draft, name)
        answer = await self.look_up(names, others)
        if isinstance(answer, tuple):
            near = answer
            return lambda width: docs_text.unknown_lines(name.lstrip("."), near, width)
        said = replace(answer, name=answer.name.removeprefix("builtins."))
        names = [answer.name, *([answer.also.name] if answer.also is not None else [])]

        def lay_out(width: int) -> list[Line]:
            found = (docs_text.places_of(name, self._entries, self._session.course) for name in names)
            return docs_text.documentation_lines(said, next((places for places in found if places), ()), width)

        return lay_out
