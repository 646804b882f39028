"""An error message becomes one plain sentence that names its cause, on the errors that real code raises."""

from __future__ import annotations

import importlib
import io
import math
import re
import sys
import types
import warnings

import numpy as np
import pandas as pd
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.grading.raising import (
    arrays,
    calls,
    dtypes,
    gradients,
    indexing,
    layers,
    names,
    operators,
    shapes,
    syntax,
    tables,
    tensors,
)
from tutor.grading.plain_words import LONGEST, PHRASES, plain, recognised
from tutor.grading.words import names as known_names
from tutor.runner.source import describe_error

PARTS = (arrays, calls, dtypes, gradients, indexing, layers, names, operators, shapes, tables, tensors)
RUNS = [row for part in PARTS for row in part.RAISING]
LOST = "..."
"""What is told of an exception whose arguments are objects of its own: its message is not to be had."""

TOLD = [
    # What other machines and versions say: no code raises it with the versions installed here.
    (
        "RuntimeError",
        "Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!",
        "lie on different devices",
    ),
    (
        "TypeError",
        "can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first.",
        "this tensor is on `cuda:0`: write `x.cpu().numpy()`",
    ),
    ("OutOfMemoryError", "CUDA out of memory. Tried to allocate 2.00 GiB.", "The graphics card has no memory left"),
    ("TypeError", "'by' is an invalid keyword argument for sort()", "no parameter called `by`"),  # before 3.13
    ("RuntimeError", "Found no NVIDIA driver on your system.", "There is no graphics card that PyTorch can use here"),
    ("ImportError", 'matplotlib is required for plotting when the default backend "matplotlib" is selected.', "isn't"),
    ("TypeError", "f() got an unexpected keyword argument 'keeps'. Did you mean 'keep'?", "perhaps `keep` is meant"),
    ("SyntaxError", "f-string: unmatched '['", "use other quotes inside than outside"),
    ("ValueError", "too many values to unpack (expected 2, got 3)", "2 names can't serve 3 values"),
    ("UnboundLocalError", "local variable 'x' referenced before assignment", "This function sets `x` somewhere"),
    ("ValueError", "expected a nonnegative input, got -1.0", "a root of a negative number"),
    # What is left of a message when only the plain arguments of an exception are told.
    ("AxisError", "(2, 2, None)", "There is no axis 2 here: they are numbered 0 to 1"),
    ("UFuncTypeError", LOST, "The dtypes don't go together here"),
    ("FileNotFoundError", "(2, 'No such file or directory')", "There is no file of that name here"),
]


def raised(code: str, *, run: bool = True) -> tuple[str, str, dict[str, object]]:
    """The type and message of what `code` raises, in full and as the program tells of it."""
    given_names = {"torch": torch, "np": np, "pd": pd, "math": math}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compiled = compile(code, "<code>", "exec")
            if run:
                exec(compiled, given_names)
        except BaseException as error:
            message = error.msg if isinstance(error, SyntaxError) else str(error)
            return type(error).__name__, message, describe_error(error)
    raise AssertionError(f"raises nothing: {code}")


def assert_well_put(sentence: str) -> None:
    """What every sentence owes its reader."""
    assert sentence.endswith(".") and not sentence.endswith("..")
    assert len(sentence) <= LONGEST < 160
    assert sentence.isprintable()
    assert sentence.count("`") % 2 == 0
    words_only = re.sub(r"`[^`]*`|'[^']*'|\"[^\"]*\"", "", sentence)
    assert ". " not in words_only, "one sentence"
    assert not re.search(r"\b(simply|just|obviously|easy|easily|of course|wrong|stupid)\b", words_only)


@pytest.mark.parametrize(("code", "wanted"), RUNS)
def test_what_real_code_raises_is_put_plainly(code: str, wanted: str) -> None:
    name, message, told = raised(code)
    sentence = plain(name, message)
    assert_well_put(sentence)
    assert wanted in sentence, f"{name}: {message}\n{sentence}"
    as_told = plain(str(told["type"]), str(told["message"]))
    assert as_told == sentence if told["message"] == message else as_told or told["message"] == LOST


@pytest.mark.parametrize(("code", "wanted"), syntax.RAISING)
def test_a_text_that_python_cannot_read_is_put_plainly(code: str, wanted: str) -> None:
    name, message, _ = raised(code, run=False)
    sentence = plain(name, message)
    assert_well_put(sentence)
    assert wanted in sentence, f"{name}: {message}\n{sentence}"


def test_input_is_explained_where_nobody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    name, message, _ = raised("input()")
    assert "`input` waits for somebody to type" in plain(name, message)


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a graphics card")
def test_a_missing_graphics_card_is_named() -> None:
    name, message, _ = raised("torch.zeros(3).cuda()")
    assert "no graphics card that PyTorch can use" in plain(name, message)


@pytest.mark.parametrize(("name", "message", "wanted"), TOLD)
def test_what_other_machines_say_is_put_plainly(name: str, message: str, wanted: str) -> None:
    sentence = plain(name, message)
    assert_well_put(sentence)
    assert wanted in sentence


def test_every_phrase_is_what_some_error_is_told_by() -> None:
    messages = [raised(code)[:2] for code, _ in RUNS]
    messages += [raised(code, run=False)[:2] for code, _ in syntax.RAISING]
    messages += [(name, message) for name, message, _ in TOLD] + [("EOFError", "EOF when reading a line")]
    used = {recognised(name, message) for name, message in messages}
    assert [each.pattern for each in PHRASES if each not in used] == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("ValueError", "the temperature must be above 0"),
        ("ValueError", ""),
        ("AssertionError", "the sum is off"),
        ("TypeError", "name 'x' is not defined"),
        ("NameError", "division by zero"),
        ("MyOwnError", "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)"),
        ("Exception", "anything"),
        ("KeyboardInterrupt", ""),
        ("", ""),
    ],
)
def test_of_other_errors_nothing_is_said(name: str, message: str) -> None:
    assert plain(name, message) == ""


HARSH = [
    (r"\d+", "9" * 60),
    (r"\d+", "0"),
    (r"'[^']*'", "'" + "w" * 300 + "'"),
    (r"'[^']*'", "'a`b\x1b[31m\n{c}\\'"),
    (r"\b[a-z]+\b", "x" * 80),
    (r"\[[^\]]*\]", "[" + ", ".join("1" * 30) + "]"),
    (r"$", "\n" + "more " * 300),
]


@pytest.mark.parametrize(("code", "_"), RUNS)
def test_no_name_or_number_in_a_message_breaks_its_sentence(code: str, _: str) -> None:
    name, message, _told = raised(code)
    for pattern, text in HARSH:
        sentence = plain(name, re.sub(pattern, lambda _, text=text: text, message)[:2000])
        if sentence:
            assert_well_put(sentence)


ALL_TYPES = sorted({name for each in PHRASES for name in each.types.split()})


@given(st.sampled_from(ALL_TYPES), st.text(max_size=200))
def test_no_message_makes_it_raise(name: str, message: str) -> None:
    sentence = plain(name, message)
    assert len(sentence) <= LONGEST and sentence.isprintable()


OWNERS = {
    "Tensor": torch.Tensor,
    "ndarray": np.ndarray,
    "DataFrame": pd.DataFrame,
    "Series": pd.Series,
    "tuple": tuple,
    "dict": dict,
    "list": list,
}


@pytest.mark.parametrize(
    ("owner", "name"), [(owner, name) for owner, advice in known_names.OF.items() for name in advice]
)
def test_advice_on_an_attribute_is_for_one_that_is_not_there(owner: str, name: str) -> None:
    assert not hasattr(OWNERS[owner], name)


@pytest.mark.parametrize("full", known_names.MODULE)
def test_advice_on_a_module_is_for_a_name_it_has_not(full: str) -> None:
    module, _, name = full.rpartition(".")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert not hasattr(importlib.import_module(module), name)


def test_names_said_to_be_of_torch_are_there() -> None:
    assert [name for name in known_names.TORCH if not hasattr(torch, name)] == []
    assert [name for name in known_names.TORCH_DTYPES if not hasattr(torch, name)] == []


@pytest.mark.parametrize(("name", "line"), known_names.IMPORTS.items())
def test_an_import_that_is_advised_gives_the_name(name: str, line: str) -> None:
    if "matplotlib" in line:
        pytest.importorskip("matplotlib")
    found = types.ModuleType("found").__dict__
    exec(line, found)
    assert name in found
