"""Running a file to see what it does: its output, its last line's value, its variables and their gradients' graph.
*Child side.*"""

from __future__ import annotations

import contextlib
from typing import Any

from tutor.runner.graph import gradient_graph
from tutor.runner.source import YOUR_CODE, describe_error, fresh_module, split_last
from tutor.runner.variables import shown, variables


def main(job: Any) -> None:
    """Run `job.data["source"]`, after `job.data["setup"]` if there is one.

    Frames: `value` (text of the last line's value, if it has one and it isn't None) or `error`; `variables`, `graph`.
    """
    module = fresh_module("__main__", {"__name__": "__main__"})
    names = module.__dict__
    if job.data.get("setup"):
        exec(compile(job.data["setup"], "<setup>", "exec", dont_inherit=True), names)
    before = set(names)
    try:
        body, last = split_last(job.data["source"], YOUR_CODE)
        exec(body, names)
        value = None if last is None else eval(last, names)
        text = None if value is None else shown(value)
        job.send({"t": "value", "text": text})
    except BaseException as error:
        job.send({"t": "error", "error": describe_error(error)})
    mine = {name: value for name, value in names.items() if name not in before}
    with contextlib.suppress(Exception):  # whatever a program made of its values, what it printed is told
        job.send({"t": "variables", "rows": variables(mine)})
        job.send({"t": "graph", **gradient_graph(mine)})
