"""Damaged words of children: frames as a real host's children sent them, changed before they are read.

Whoever writes code that is run, learner or author, can have its process send anything at all.
"""

from __future__ import annotations

import asyncio
import json
import random
from pathlib import Path
from typing import Any

from tests.screen.material import SOLUTION, write_course
from tests.soak.bombs import bombed_json
from tests.soak.bounds import one_line, promise
from tests.soak.kinds import REFUSED, WORKED, Kind
from tests.soak.mutations import changed, damaged
from tutor.commands.context import Context
from tutor.course.lines import Line
from tutor.course.loader import load
from tutor.course.model import Exercise
from tutor.course.page_text import lay_out
from tutor.grading.check import check
from tutor.grading.documentation import Documentation, NotAnswered, Unknown, look_up, name_tables
from tutor.grading.graph_text import candidates, graph_lines
from tutor.grading.output_text import output_lines, summary
from tutor.grading.pages import outputs
from tutor.grading.questions import CouldNotAsk, judge, pose
from tutor.grading.trial import run_code
from tutor.grading.variables_text import variables_lines
from tutor.grading.verdict import Verdict
from tutor.grading.verdict_text import check_output_lines, verdict_lines
from tutor.grading.verdict_text import summary as verdict_summary
from tutor.runner import wire
from tutor.runner.client import Runner
from tutor.runner.task import Ended, Task
from tutor.screen.docs_text import documentation_lines, unknown_lines

ASKED = {
    "a check that passes": SOLUTION,
    "a check that fails": "def double(x):\n    return x * x\n",
    "a check that raises": "import torch\ndef double(x):\n    return torch.ones(2, 3) @ torch.ones(4)\n",
    "a check of no Python": "def double(x:",
}
PROGRAM = """
import torch, numpy as np, pandas as pd
import matplotlib.pyplot as plt
w = torch.ones(3, requires_grad=True)
v = w.detach()[1:]
h = (w * 2).relu()
table = pd.DataFrame({"a": [1, 2]})
plt.plot([1, 2, 3], [1, 4, 9], label="squares")
plt.legend()
print("seen")
h.sum()
"""
SEED = 5


class Recorder(Runner):
    """A runner that writes down what its children said."""

    said: list[bytes]

    async def run(self, task: Task, on_output: Any = None) -> Ended:
        ended = await super().run(task, on_output)
        self.said.append(ended.result)
        return ended

    async def run_pair(self, learner: Task, examiner: Task) -> tuple[Ended, Ended]:
        both = await super().run_pair(learner, examiner)
        self.said.append(both[1].result)
        return both


class Saying:
    """What stands in a runner's place: its children have said `data` already."""

    unconfined = False

    def __init__(self, data: bytes, reason: Any = "done") -> None:
        self._ended = Ended(reason, data, stdout="printed\n")

    async def run(self, task: Task, on_output: Any = None) -> Ended:
        """That."""
        del task, on_output
        return self._ended

    async def run_pair(self, learner: Task, examiner: Task) -> tuple[Ended, Ended]:
        """That, of the examiner's child."""
        del learner, examiner
        return Ended("done", stdout="printed\n"), self._ended


class Frames(Kind):
    """What a check, a run, questions, pages and the documentation hear from their children."""

    name = "frames"
    share = 15

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.course = load(write_course(folder / "course"))
        self.lesson = next(iter(self.course.lessons()))
        self.exercises = {each.id: each for each in self.lesson.exercises}
        self.sound = asyncio.run(self._recorded())

    async def _recorded(self) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        with Context(None) as context:
            runner = context.new_runner()
        runner.__class__ = Recorder
        assert isinstance(runner, Recorder)
        runner.said = []
        async with runner:
            await runner.ready()
            for name in (*ASKED, "a run", "a run that raises", "views", "shape-of", "pages", "docs", "names"):
                await self._ask(name, runner, random.Random(1))
                found[name] = runner.said[-1]
        promise(all(wire.headers(data) for data in found.values()), f"children that said nothing: {found}")
        return found

    def make(self, chance: random.Random) -> tuple[str, bytes]:
        which = chance.choice(sorted(self.sound))
        data = self.sound[which]
        if chance.random() < 0.3:
            return which, damaged(data, chance)
        frames = [(frame.header, list(frame.blobs)) for frame in wire.read_frames(data)]
        number = chance.randrange(len(frames))
        if chance.random() < 0.1:
            text = bombed_json(json.dumps(frames[number][0]).encode(), chance)
            return which, b"".join(_packed(*each) for each in frames[:number]) + _framed(text, frames[number][1])
        header = changed(frames[number][0], chance)
        frames[number] = (header if isinstance(header, dict) else {"t": header}, frames[number][1])
        if chance.random() < 0.2:
            frames.insert(chance.randrange(len(frames)), chance.choice(frames))
        end = chance.choice([wire.pack(wire.END), wire.pack(wire.END), b""])
        return which, b"".join(_packed(*frame) for frame in frames) + end

    def take(self, which: str, data: bytes, chance: random.Random) -> str:
        self._in_pieces(data, chance)
        reason = chance.choice(["done", "done", "done", "timeout", "died", "lost", "memory"])
        return asyncio.run(self._ask(which, Saying(data, reason), chance))

    def _in_pieces(self, data: bytes, chance: random.Random) -> None:
        """However the bytes come, the same frames are read, and no more is held than is allowed."""
        caps = wire.Caps(total=chance.choice([1 << 10, 1 << 14, 80 << 20]))
        whole = wire.Reader(caps)
        frames = whole.feed(data)
        parts = wire.Reader(caps)
        size = chance.choice([1, 7, 1000]) if len(data) < 20_000 else 1000
        pieces = [frame for at in range(0, len(data), size) for frame in parts.feed(data[at : at + size])]
        promise(pieces[: len(frames)] == frames, "other frames when they come in pieces")
        if whole.fault is None:
            promise(pieces == frames and parts.ended == whole.ended, "other frames when they come in pieces")
        for reader in (whole, parts):
            if reader.fault is not None:
                one_line(str(reader.fault))
            promise(len(reader._held) <= len(data), "more is held than came")

    async def _ask(self, which: str, runner: Any, chance: random.Random) -> str:
        width = chance.choice([24, 60, 100])
        match which:
            case "a run" | "a run that raises":
                report = await run_code(runner, PROGRAM if which == "a run" else PROGRAM + "\ntorch.ones(2) + v @ w")
                _clear(output_lines(report, width))
                _clear(variables_lines(report.variables, width))
                for name in candidates(report.graph)[:3]:
                    _clear(graph_lines(report.graph, name, width))
                one_line(summary(report))
                json.dumps([report.variables, report.graph.as_json(), report.figures])
                return WORKED if report.error is None else REFUSED
            case "pages":
                told = await outputs(runner, self.lesson)
                for page, each in zip(self.lesson.pages, told, strict=True):
                    _clear(lay_out(page.text, width, each))
                return WORKED
            case "docs" | "names":
                return await self._look_up(which, runner, width)
            case "views" | "shape-of":
                exercise = self.exercises[which]
                try:
                    await pose(runner, exercise, SEED)
                except CouldNotAsk as why:
                    one_line(str(why))
                answers = [["#0", "#1"]] if which == "views" else [["(2, 3)"]]
                return _shown(await judge(runner, exercise, answers, seed=SEED), exercise, width)
        exercise = self.exercises["double"]
        return _shown(await check(runner, exercise, ASKED[which], seed=SEED), exercise, width)

    async def _look_up(self, which: str, runner: Any, width: int) -> str:
        try:
            if which == "names":
                tables = await name_tables(runner, self.folder / f"cache-{id(runner)}")
                promise(all(isinstance(name, str) for names in tables.values() for name in names), "names of no kind")
                return WORKED
            found: Documentation | Unknown = await look_up(runner, ["torch.ones"])
        except NotAnswered as why:
            one_line(str(why))
            return REFUSED
        if isinstance(found, Unknown):
            _clear(unknown_lines("torch.ones", found.near, width))
        else:
            _clear(documentation_lines(found, [], width))
        return WORKED


def _packed(header: dict[str, Any], blobs: list[bytes]) -> bytes:
    """A frame with whatever is in its header: NaN too, which our own writer refuses."""
    text = json.dumps({**header, "b": [len(blob) for blob in blobs]} if blobs else header).encode()
    return _framed(text, blobs)


def _framed(header: bytes, blobs: list[bytes]) -> bytes:
    return len(header).to_bytes(4, "little") + header + b"".join(blobs)


def _clear(lines: list[Line]) -> None:
    """What is drawn holds nothing that acts on a terminal."""
    for line in lines:
        text = "".join(span.text for span in line)
        if text.strip():
            one_line(text.strip()[:1500])


def _shown(verdict: Verdict, exercise: Exercise, width: int) -> str:
    """A verdict as every part of the program takes it."""
    promise(verdict.verdict in ("passed", "failed", "unjudged"), f"a verdict {verdict.verdict!r}")
    for marks in (False, True):
        _clear(verdict_lines(verdict, exercise, width, beside_answer=marks, marks=marks))
    _clear(check_output_lines(verdict, width))
    one_line(verdict_summary(verdict)[:1500])
    promise(isinstance(verdict.fact, str), "no fact")
    json.dumps(verdict.as_json())
    return REFUSED if verdict.verdict == "unjudged" else WORKED


class Observations(Kind):
    """What the examiner's child hears from the learner's: values of every kind, compared with the reference's."""

    name = "observations"
    share = 4

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        import numpy as np
        import pandas as pd
        import torch

        from tutor.runner.encode import Encoder

        values = [
            *(torch.arange(6.0).reshape(2, 3), torch.tensor(1), torch.ones(2, dtype=torch.bfloat16), 3, 2.5, 1 + 2j),
            *(np.arange(4), np.float32(2), "text", None, b"bytes", {"a": [1, (2,)]}, {1, 2}, torch.Size([2])),
            *(pd.DataFrame({"a": [1, 2], "b": ["x", None]}), pd.Series([1.5, None]), range(3), torch.float32),
        ]
        self.sound: list[tuple[dict[str, Any], list[bytes]]] = []
        for value in values:
            encoder = Encoder()
            header = {"t": "turn", "n": 0, "result": encoder.node(value), "args": [encoder.node(torch.ones(2))]}
            header |= {"moved": [False], "rng": {"torch": "x"}, "operations": 3, "allocated": 16, "printed": "a\n"}
            header |= {"memory": [{"path": "result", "storage": 0, "strides": [1]}], "used": ["torch.sum"]}
            self.sound.append((header, encoder.blobs))

    def make(self, chance: random.Random) -> tuple[str, bytes]:
        number = chance.randrange(len(self.sound))
        header, blobs = self.sound[number]
        header = changed(header, chance)
        if chance.random() < 0.3 and blobs:
            blobs = [damaged(blob, chance) for blob in blobs]
        return str(number), _packed(header if isinstance(header, dict) else {"n": 0}, blobs)

    def take(self, which: str, data: bytes, chance: random.Random) -> str:
        from tutor.grading.difference import Rules
        from tutor.grading.observation import BadObservation, read
        from tutor.grading.outcome import difference

        want = read(*self._copy(*self.sound[int(which)]))
        try:
            frames = wire.read_frames(data)
        except wire.WireError as error:
            one_line(str(error))
            return REFUSED
        observe = frozenset(chance.sample(["args", "aliasing", "stdout", "ops", "rng", "allocations"], 3))
        rules = Rules(observe=observe, relax=frozenset(chance.sample(["dtype", "scalar", "order", "sign", "nan"], 2)))
        for frame in frames:
            try:
                have = read(frame.header, frame.blobs)
            except BadObservation:
                return REFUSED
            try:
                difference(want, have, want, rules)
            except (KeyError, TypeError, AttributeError, ValueError, IndexError):
                return REFUSED  # the examiner's program ends with that, and says why: nothing is judged
        return WORKED

    def _copy(self, header: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        return json.loads(json.dumps(header)), blobs
