"""An answer loaded: a learner's text, a reference or a mistake, ready to be tried. *Child side.*"""

from __future__ import annotations

import difflib
import types
from collections.abc import Callable
from typing import Any

from tutor.runner.source import compile_module, describe_error, fresh_module
from tutor.runner.stage import given_libraries

Failure = dict[str, Any]


class Answer:
    """Code that answers an exercise. `failure` says why it can't be tried (None: it can).

    A failure has `stage` ("syntax", "raised", "missing") and, for the first two, the `error` as plain data.
    `given` puts torch, np, pd and math into its names, as mistakes and accepts have them.
    """

    def __init__(self, source: str, job: dict[str, Any], *, given: bool = False) -> None:
        self.failure: Failure | None = None
        self.entry: Callable[..., Any] | None = None
        self._given = given_libraries() if given else {}
        self._code: types.CodeType | None = None
        self._job = job
        try:
            self._code = compile_module(source)
        except BaseException as error:
            self.failure = {"stage": "syntax", "error": describe_error(error)}
            return
        if job["kind"] == "function":
            self._load_entry()

    def _load_entry(self) -> None:
        assert self._code is not None
        module = fresh_module("answer", self._given)
        try:
            exec(self._code, module.__dict__)
        except BaseException as error:
            self.failure = {"stage": "raised", "error": describe_error(error)}
            return
        name = self._job["entry"]
        found = module.__dict__.get(name)
        if found is None:
            self.failure = {"stage": "missing", "name": name, "near": nearest(name, module.__dict__)}
        elif not callable(found):
            self.failure = {"stage": "missing", "name": name, "near": name, "is": type(found).__name__}
        else:
            self.entry = found

    def run_script(self, names: dict[str, Any]) -> dict[str, Any]:
        """Run it as a script that finds `names` there (kind `variables`); the names after it ran."""
        assert self._code is not None
        module = fresh_module("answer", {**self._given, **names})
        exec(self._code, module.__dict__)
        return module.__dict__


def nearest(name: str, names: dict[str, Any]) -> str | None:
    """The name most like `name` among those an answer defines, if one is near."""
    own = [each for each in names if type(each) is str and not each.startswith("__")]
    close = difflib.get_close_matches(name, own, n=1, cutoff=0.6)
    if close:
        return close[0]
    made = [each for each in own if isinstance(names[each], types.FunctionType | type)]
    return made[0] if len(made) == 1 else None
