"""Trying an answer on one turn and writing down all that can be observed of it. *Child side.*

The same code observes the learner's answer, the reference and the mistakes; so what differs is the answer.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import os
import random
import tempfile
import types
from typing import Any

import numpy as np
import torch

from tutor.runner import fileless
from tutor.runner.answer import Answer
from tutor.runner.counting import Counter, NameWatch
from tutor.runner.draw import evaluate, seed_everything, seed_for
from tutor.runner.encode import Blobs, Drained, Encoder, Node, digest
from tutor.runner.figures import close_all, figure_data
from tutor.runner.gradient import gradient_places, pull_back
from tutor.runner.memory import leaves, memory_map
from tutor.runner.source import describe_error, run_for_value
from tutor.runner.stage import Stage, Turn

MAX_DRAINED = 1000
MAX_PRINTED = 64 << 10
_BASE: Any = torch._C._TensorBase

Observation = tuple[dict[str, Any], Blobs]


class Observer:
    """Observes one answer turn by turn. `observe` is the exercise's list; `watched` the torch names it forbids.

    With `own_folder` it works in a new one, where others observed in this process leave no files.
    """

    def __init__(self, stage: Stage, answer: Answer, *, own_folder: bool = False) -> None:
        self.stage = stage
        self.answer = answer
        self.folder = tempfile.mkdtemp() if own_folder and not fileless.is_on() else None
        self.wanted = set(stage.job.get("observe", ()))
        self.watched = tuple(stage.job.get("watched", ()))

    def turn(self, turn: Turn) -> Observation:
        """All that is observed of the answer on `turn`: a JSON-able header and its raw bytes."""
        seen = self._once(turn)
        if "distribution" not in self.wanted:
            return seen
        again = self._once(self._anew(turn))
        other = self._once(self._anew(turn, other_seed=True))
        header, blobs = seen
        header["repeats"] = fingerprint(seen) == fingerprint(again)
        header["varies"] = fingerprint(seen) != fingerprint(other)
        return header, blobs

    def _anew(self, turn: Turn, other_seed: bool = False) -> Turn:
        """The same turn with fresh arguments; with another seed, only the generators differ."""
        _, draw, seed = self.stage.plan()[turn.number]
        fresh = self.stage.turn(turn.number, turn.case, draw, seed)
        if other_seed:
            fresh.seed += 1
            for value in [*fresh.args, *fresh.kwargs.values(), fresh.names["rng"]]:
                if type(value) is torch.Generator:
                    value.manual_seed(fresh.seed)
        return fresh

    def _once(self, turn: Turn) -> Observation:
        seed_everything(turn.seed)
        if self.folder is not None:
            os.chdir(self.folder)
        encoder = Encoder()
        header: dict[str, Any] = {"t": "turn", "n": turn.number}
        versions = [version_of(arg) for arg in [*turn.args, *turn.kwargs.values()]]
        places = [place for i, arg in enumerate(turn.args) for place in leaves(arg, f"args[{i}]")]
        places += [place for name, arg in turn.kwargs.items() for place in leaves(arg, name)]
        gradients = gradient_places(places) if self.wanted & {"grad", "graph"} else []
        with contextlib.ExitStack() as modes:
            printed = modes.enter_context(PrintedHere()) if "stdout" in self.wanted else None
            watch = modes.enter_context(NameWatch(self.watched)) if self.watched else None
            counter = modes.enter_context(Counter()) if self.wanted & {"ops", "allocations"} else None
            result, raised = self._outcome(turn)
        if raised is None:
            header["result"] = encoder.node(result)
            header["own"] = len(encoder.blobs)
        else:
            header["raised"] = raised
        header["args"] = [argument_node(encoder, arg) for arg in turn.args]
        header["kwargs"] = {name: argument_node(encoder, arg) for name, arg in turn.kwargs.items()}
        if "args" in self.wanted:
            after = [version_of(arg) for arg in [*turn.args, *turn.kwargs.values()]]
            header["moved"] = [new != old for old, new in zip(versions, after, strict=True)]
        if "figure" in self.wanted and raised is None:
            header["figure"] = encoder.node(figure_data(result))
            close_all()
        if "rng" in self.wanted:
            header["rng"] = random_state()
        if "aliasing" in self.wanted and raised is None:
            header["memory"] = memory_map([*places, *leaves(result, "result")])
        if gradients and raised is None:
            header["pulled"] = self._gradients(encoder, result, gradients, turn.seed)
        if counter is not None:
            header["operations"], header["allocated"] = counter.operations, counter.allocated
        if printed is not None:
            header["printed"] = printed.text()
        if watch is not None and watch.seen:
            header["used"] = sorted(watch.seen)
        return header, encoder.blobs

    def _outcome(self, turn: Turn) -> tuple[Any, dict[str, Any] | None]:
        """What came back, or what was raised, as plain data."""
        try:
            if self.stage.job["kind"] == "variables":
                return self._script(turn), None
            assert self.answer.entry is not None
            names = {**turn.names, self.stage.job["entry"]: self.answer.entry}
            if turn.spec.get("run"):
                # Helpers within the lines draw the same on both sides, however many turns were drawn before.
                self.stage.draws.begin(seed_for(turn.seed, "run"), turn.size)
                result = run_for_value(turn.spec["run"], names, "<case>")
            elif turn.script:
                result = [drained(evaluate(call, names, "case")) for call in turn.script]
            else:
                result = self.answer.entry(*turn.args, **turn.kwargs)
            result = drained(result)
            if turn.further and callable(result):
                result = result(*turn.further)
            return result, None
        except BaseException as error:
            return None, describe_error(error)

    def _script(self, turn: Turn) -> dict[str, Any]:
        found = self.answer.run_script(self.stage.script_names(turn))
        return {name: found[name] for name in self.stage.job["names"] if name in found}

    def _gradients(
        self, encoder: Encoder, result: Any, wanted: list[tuple[str, torch.Tensor]], seed: int
    ) -> list[dict[str, Any]]:
        rounds = pull_back(result, wanted, seed, passes=2 if "graph" in self.wanted else 1)
        for each in rounds:
            each["grads"] = [[path, encoder.node(grad)] for path, grad in each.get("grads", ())]
        return rounds


class PrintedHere:
    """Keeps what is printed while it is entered; it goes to the run's output as well."""

    def __enter__(self) -> PrintedHere:
        self._kept = io.StringIO()
        self._redirect = contextlib.redirect_stdout(self._kept)
        self._redirect.__enter__()
        return self

    def __exit__(self, *details: Any) -> None:
        self._redirect.__exit__(*details)
        print(self._kept.getvalue(), end="")

    def text(self) -> str:
        """What was printed, cut at 64 KiB."""
        return self._kept.getvalue()[:MAX_PRINTED]


def drained(result: Any) -> Any:
    """A generator's items (at most 1000), so that they can be compared; anything else as it is."""
    if type(result) is not types.GeneratorType:
        return result
    return Drained(list(itertools.islice(result, MAX_DRAINED)))


def version_of(value: Any) -> list[int]:
    """How often each tensor in an argument was changed in place."""
    counts = []
    for _, leaf in leaves(value, ""):
        if isinstance(leaf, torch.Tensor):
            with torch._C.DisableTorchFunctionSubclass():
                counts.append(int(_BASE._version.__get__(leaf)))
    return counts


def argument_node(encoder: Encoder, value: Any) -> Node:
    """An argument after the call; for a leaf that gathers gradients, its `.grad` as well."""
    node = encoder.node(value)
    if isinstance(value, torch.Tensor) and value.is_leaf and value.requires_grad:
        node["grad"] = encoder.node(value.grad)
    return node


def random_state() -> dict[str, str]:
    """Digests of the states of the three global generators."""
    name, keys, position, *_ = np.random.get_state(legacy=True)
    return {
        "torch": digest(torch.get_rng_state().numpy().tobytes()),
        "numpy": digest(np.asarray(keys).tobytes() + str((name, position)).encode()),
        "random": digest(repr(random.getstate()).encode()),
    }


def fingerprint(seen: Observation) -> str:
    """Equal for two observations just when their results are equal to the last bit."""
    header, blobs = seen
    told = json.dumps([header.get("result"), header.get("raised", {}).get("type")], sort_keys=True)
    return digest(told.encode() + b"".join(blobs[: header.get("own", 0)]))
