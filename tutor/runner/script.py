"""Running a file to see what it does: its output, its last line's value, its variables and their gradients' graph.
*Child side.*"""

from __future__ import annotations

import contextlib
from typing import Any

from tutor.runner.figures import is_drawn
from tutor.runner.graph import gradient_graph
from tutor.runner.pictures import pictures
from tutor.runner.source import YOUR_CODE, describe_error, fresh_module, split_last
from tutor.runner.variables import shown, variables

LAST = "_"  # what a prompt calls the value of the last line


def main(job: Any) -> None:
    """Run `job.data["source"]`, after `job.data["setup"]` if there is one.

    Frames: `value` (text of the last line's value, if it has one and it isn't None) or `error`; one `figure` for each
    that was drawn (a value of Matplotlib's own is then no text); `variables`; `graph`, in which the last line's value
    is called `_` unless a variable holds it.
    """
    module = fresh_module("__main__", {"__name__": "__main__"})
    names = module.__dict__
    if job.data.get("setup"):
        exec(compile(job.data["setup"], "<setup>", "exec", dont_inherit=True), names)
    before = set(names)
    value: Any = None
    try:
        body, last = split_last(job.data["source"], YOUR_CODE)
        exec(body, names)
        value = None if last is None else eval(last, names)
        text = None if value is None or is_drawn(value) else shown(value)
        job.send({"t": "value", "text": text})
    except BaseException as error:
        job.send({"t": "error", "error": describe_error(error)})
    with contextlib.suppress(Exception):
        for figure in pictures(value):
            job.send({"t": "figure", **figure})
    mine = {name: value for name, value in names.items() if name not in before}
    with contextlib.suppress(Exception):  # whatever a program made of its values, what it printed is told
        job.send({"t": "variables", "rows": variables(mine)})
        held = LAST in names or any(value is other for other in mine.values())
        job.send({"t": "graph", **gradient_graph(mine if held else {**mine, LAST: value})})
