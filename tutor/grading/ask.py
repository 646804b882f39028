"""Questions that are run: what `let` draws, what code gives, which options are true. *Child side.*"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import torch

from tutor.grading.call_text import as_code
from tutor.grading.literal import Form, form_of
from tutor.language import _
from tutor.runner.draw import Draws, evaluate, seed_everything, seed_for
from tutor.runner.source import describe_error, run_for_value
from tutor.runner.stage import CourseBroke


def main(job: Any) -> None:
    """Pose questions (`job.data["answer"]` false: what `let` draws) or answer them as running their code does.

    `job.data["questions"]` holds those that were drawn, as plain data with their `index`. One `question` frame
    each, with `let` (name
    and source), and, where they are answered, `form` (predict) or `truths` (choice). A `broke` frame where the
    author's code fails.
    """
    for question in job.data["questions"]:
        try:
            job.send({"t": "question", "index": question["index"], **answered(question, job.data)})
        except CourseBroke as broke:
            job.send({"t": "broke", "why": str(broke)})
            return


def answered(question: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """One question posed, or answered."""
    seed = seed_for(data["seed"], "question", question["index"])
    draws = Draws()
    draws.begin(seed, 8)
    names: dict[str, Any] = {"__name__": "__main__", **draws.helpers()}
    where = _("question {index}").format(index=question["index"] + 1)
    if data.get("setup"):
        attempt(
            lambda: exec(compile(data["setup"], "<setup>", "exec", dont_inherit=True), names),
            _("the setup of {where}").format(where=where),
        )
    told = []
    for name, expression in question["let"].items():
        names[name] = attempt(
            lambda text=expression: evaluate(text, names, "let"),
            _("let {name} of {where}").format(name=name, where=where),
        )
        told.append([name, as_code(names[name])])
    if not data["answer"]:
        return {"let": told}
    seed_everything(seed)
    if question["options"]:
        return {"let": told, "truths": truths(question, names, where)}
    return {"let": told, "form": sendable(given_by(question, names))}


def given_by(question: dict[str, Any], names: dict[str, Any]) -> Form:
    """What a `predict` question's code gives: a value, or the name of the exception it raises."""
    ask = question["ask"]
    try:
        value = run_for_value(question["code"], names, "<question>")
        if ask not in (None, "error"):
            value = evaluate(ask, names, "ask")
    except BaseException as error:
        return ("name", describe_error(error)["type"])
    return ("name", "None") if ask == "error" else value_form(value)


def sendable(form: Form) -> list[Any]:
    """A form as plain JSON, which knows no sets and no numbers that aren't finite."""
    kind, value = form
    if kind in ("sequence", "set"):
        return [kind, [sendable(item) for item in value]]
    if kind == "mapping":
        return [kind, [[sendable(key), sendable(item)] for key, item in value]]
    if kind == "number" and not math.isfinite(value):
        return [kind, str(value)]
    return [kind, value]


def truths(question: dict[str, Any], names: dict[str, Any], where: str) -> list[bool]:
    """Which options are right, running those that say how."""
    attempt(lambda: run_for_value(question["code"], names, "<question>"), _("the code of {where}").format(where=where))
    found = []
    for i, option in enumerate(question["options"]):
        if option["test"] is None:
            found.append(bool(option["right"]))
        else:
            test = option["test"]
            found.append(
                bool(
                    attempt(
                        lambda text=test: evaluate(text, dict(names), "test"),
                        _("option {i} of {where}").format(i=i + 1, where=where),
                    )
                )
            )
    return found


def attempt(act: Any, what: str) -> Any:
    """What `act` gives. Raises CourseBroke, with what failed, if it raises."""
    try:
        return act()
    except BaseException as error:
        raise CourseBroke(
            _("{what} failed: {name}: {error}").format(what=what, name=type(error).__name__, error=error)
        ) from error


def value_form(value: Any) -> Form:
    """The form of any value code can give: tensors and arrays become numbers or nested sequences of them."""
    if isinstance(value, torch.Tensor):
        return form_of(value.detach().resolve_conj().cpu().tolist())
    if isinstance(value, np.ndarray | np.generic):
        return form_of(value.tolist())
    if isinstance(value, torch.dtype):
        return ("name", str(value).removeprefix("torch."))
    if isinstance(value, np.dtype):
        return ("name", str(value))
    if isinstance(value, torch.device):
        return ("text", str(value))
    if isinstance(value, type):
        return ("name", value.__name__)
    if value is pd.NA or value is pd.NaT:
        return ("name", repr(value))
    if isinstance(value, pd.Series | pd.Index):
        return form_of(value.tolist())
    if isinstance(value, tuple | list):
        return ("sequence", tuple(value_form(item) for item in value))
    if isinstance(value, dict):
        return ("mapping", tuple(sorted(((value_form(k), value_form(v)) for k, v in value.items()), key=repr)))
    return form_of(value)
