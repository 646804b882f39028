"""Running a text without judging it: `tutor run`, and the editor's own run. *Screen side*: imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tutor.grading.graph_text import Graph, graph_from
from tutor.grading.meeting import meeting_from
from tutor.grading.programs import SCRIPT
from tutor.language import _, later_
from tutor.runner import wire
from tutor.runner.client import Runner
from tutor.runner.task import Limits, Reason, Task
from tutor.runner.text import safe, safe_data

MIB = 1 << 20
SECONDS = 30.0
MOST_FIGURES = 8  # that are taken from a run
ENDINGS: dict[Reason, str] = {
    "died": later_("your program ended itself before its last line"),
    "memory": later_("stopped: it took more memory than it may"),
    "tasks": later_("stopped: it started more threads than it may"),
    "scratch": later_("stopped: it wrote more to files than it may"),
    "flood": later_("stopped: what came back was too large to show"),
    "cancelled": later_("stopped"),
    "lost": later_("the runner was lost; that is not your fault, and the next run starts a new one"),
}


@dataclass(frozen=True)
class RunError:
    """What went wrong in a run: an exception, or how it was stopped (`type` is then empty)."""

    type: str
    message: str
    line: int | None = None
    frames: tuple[tuple[str, str, str], ...] = ()  # line, file and function of each call, the outermost first
    met: dict[str, Any] | None = None  # the shapes that met, as `tutor.grading.meeting` reads them

    @property
    def plain(self) -> str:
        """What it means, in the language in use; "" if there is nothing to say."""
        from tutor.grading.plain_words import plain  # 450 patterns, owed only where something was raised

        return plain(self.type, self.message) if self.type else ""

    @property
    def traceback(self) -> str:
        """Where it was called from, a line for each call."""
        line = _("line {line} of {file}, in {function}")
        return "\n".join(line.format(line=at, file=file, function=name) for at, file, name in self.frames)

    def as_json(self) -> dict[str, Any]:
        """All of it as plain data."""
        told = {"type": self.type, "message": self.message, "line": self.line}
        return {**told, "plain": self.plain, "traceback": self.traceback, "met": self.met}


@dataclass(frozen=True)
class Report:
    """What a run showed. Every text is safe to show."""

    stdout: str
    cut: int
    value: str | None
    variables: list[dict[str, Any]] = field(default_factory=list)
    graph: Graph = field(default_factory=Graph)
    figures: tuple[dict[str, Any], ...] = ()  # as `tutor.course.plot_text` takes them
    error: RunError | None = None
    reason: Reason = "done"
    seconds: float = 0.0
    unconfined: bool = False  # nothing kept it from anything, as somebody asked


async def run_code(
    runner: Runner, source: str, *, setup: str = "", seconds: float = SECONDS, memory: int = 1024
) -> Report:
    """Run `source` in a fresh confined child. `memory` in MiB. Never raises for anything the text does."""
    ended = await runner.run(
        Task(SCRIPT, {"source": source, "setup": setup}, Limits(wall=seconds, memory=memory * MIB))
    )
    value: str | None = None
    error: RunError | None = None
    rows: list[dict[str, Any]] = []
    graph = Graph()
    figures: list[dict[str, Any]] = []
    for header in wire.headers(ended.result):
        if header.get("t") == "value" and isinstance(header.get("text"), str):
            value = safe(header["text"])
        elif header.get("t") == "error":
            error = error_from(header.get("error"))
        elif header.get("t") == "variables":
            told = header.get("rows")
            rows = [safe_row(row) for row in told if isinstance(row, dict)] if isinstance(told, list) else []
        elif header.get("t") == "graph":
            graph = graph_from(header)
        elif header.get("t") == "figure" and len(figures) < MOST_FIGURES:
            figures.append(safe_data(header))
    if ended.reason != "done":
        stopped = (
            _("stopped: it was still running after {seconds:g} s").format(seconds=seconds)
            if ended.reason == "timeout"
            else _(ENDINGS[ended.reason])
        )
        if ended.reason == "lost" and ended.detail:
            stopped = _("this could not be run, and that is not your fault: {detail}").format(detail=ended.detail)
        elif ended.detail:
            stopped += f" ({ended.detail})"
        error = RunError("", stopped)
    how = ended.reason, ended.seconds, runner.unconfined
    return Report(ended.stdout, ended.cut, value, rows, graph, tuple(figures), error, *how)


def error_from(told: Any) -> RunError:
    """An exception as a child described it."""
    if not isinstance(told, dict):
        return RunError("", _("it failed, and what it said can't be read"))
    line = told.get("line") if isinstance(told.get("line"), int) else None
    calls = told.get("traceback")
    rows = [row for row in calls if isinstance(row, dict)] if isinstance(calls, list) else []
    frames = tuple((_word(row, "line"), _word(row, "file"), _word(row, "function")) for row in rows)
    kind, message = safe(str(told.get("type", "")))[:120], safe(str(told.get("message", "")))
    return RunError(kind, message, line, frames, met_from(told))


def _word(row: dict[str, Any], name: str) -> str:
    return safe(str(row.get(name)))


def met_from(told: dict[str, Any]) -> dict[str, Any] | None:
    """The shapes that met, as far as they can be read."""
    meeting = meeting_from(told.get("met"))
    return None if meeting is None else meeting.as_json()


def safe_row(row: dict[str, Any]) -> dict[str, Any]:
    """A variable's row with its texts made safe to show."""
    return {
        safe(str(key))[:40]: _safe_text(key, value) if isinstance(value, str) else value for key, value in row.items()
    }


def _safe_text(key: str, value: str) -> str:
    """All but the preview are names, and stand on one line."""
    return safe(value) if key == "preview" else " ".join(safe(value).split("\n"))
