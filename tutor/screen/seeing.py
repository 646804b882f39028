"""What a run left behind, in the panel: its variables, and the history of one tensor at a time. *Screen side.*"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.course.lines import Line, words
from tutor.language import _
from tutor.screen.keys import BY_ID

if TYPE_CHECKING:
    from tutor.grading.trial import Report
    from tutor.screen.panel import Panel

VIEWS = ("variables", "graph")


class Seeing:
    """Fills two views of `panel` from the last run. `chosen` is the tensor whose history is shown; "" for none."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._report: Report | None = None
        self._names: list[str] = []
        self.chosen = ""

    def clear(self) -> None:
        """Forget the last run."""
        self._report, self._names, self.chosen = None, [], ""

    def show(self, report: Report) -> None:
        """Show what `report` left; the tensor that was chosen stays chosen while there is one of that name."""
        from tutor.grading.graph_text import candidates, first_choice
        from tutor.grading.variables_text import variables_lines

        self._report = report
        self._names = candidates(report.graph)
        self.chosen = self.chosen if self.chosen in self._names else first_choice(report.graph)
        self._panel.set_view("variables", lambda width: variables_lines(report.variables, width), open=False)
        self._show_graph(open=False)

    def choose(self, step: int) -> None:
        """Show the history of the tensor `step` further."""
        if self._names:
            self.chosen = self._names[(self._names.index(self.chosen) + step) % len(self._names)]
            self._show_graph(open=True)
        else:
            self._panel.open("graph")

    def _show_graph(self, *, open: bool) -> None:
        self._panel.set_view("graph", self._graph, open=open)

    def _graph(self, width: int) -> list[Line]:
        from tutor.grading.graph_text import called, graph_lines

        assert self._report is not None
        lines = graph_lines(self._report.graph, self.chosen, width)
        if len(self._names) < 2:
            return lines
        place = self._names.index(self.chosen) + 1
        told = _("{n} of {all}; {key}, then [ and ] choose another")
        others = told.format(n=place, all=len(self._names), key=BY_ID["panel"].shown)
        return [*words(width, (called(self.chosen), "strong"), (f"  {others}", "dim")), [], *lines]
