"""Running the code of a lesson's pages, in order, in one namespace, and keeping what each piece shows. *Child side.*"""

from __future__ import annotations

import contextlib
import io
import warnings
from typing import Any

from tutor.runner import place
from tutor.runner.draw import DEVICE, LIBRARIES, seed_everything
from tutor.runner.pictures import pictures
from tutor.runner.source import describe_error, fresh_module, run_for_value
from tutor.runner.variables import shown

MAX_PRINTED = 20_000
SEED = 0  # of the global generators, so that a page shows the same numbers each time it is computed


def main(job: Any) -> None:
    """Run `job.data["fences"]`, a list of `{"code": text, "plot": bool}`; one `fence` frame each.

    A frame holds what was `printed`, the `value` of the last line as text (None: nothing to show), the `error` if one
    was raised, the texts of `warnings`, and of a fence that plots the `figures`, not the value. A fence that raises
    doesn't stop the ones after it.
    """
    names = fresh_module("__main__", {"__name__": "__main__", **LIBRARIES, DEVICE: place.device()}).__dict__
    seed_everything(SEED)
    for number, fence in enumerate(job.data["fences"]):
        told = run(fence["code"], names, number)
        if fence["plot"]:
            told = {**told, "value": None, "figures": [] if told["error"] else pictures()}
        job.send({"t": "fence", "n": number, **told})


def run(code: str, names: dict[str, Any], number: int) -> dict[str, Any]:
    """One fence: what it shows."""
    printed = io.StringIO()
    value: str | None = None
    error: dict[str, Any] | None = None
    filename = f"<fence {number + 1}>"
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(printed):
        warnings.simplefilter("always")
        try:
            result = run_for_value(code, names, filename)
            value = None if result is None else shown(result)
        except BaseException as raised:
            error = describe_error(raised, filename)
    said = [f"{each.category.__name__}: {str(each.message).splitlines()[0][:300]}" for each in caught if each.message]
    return {"printed": printed.getvalue()[:MAX_PRINTED], "value": value, "error": error, "warnings": said[:20]}
