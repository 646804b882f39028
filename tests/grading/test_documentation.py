"""Protects what is told of the installed packages' names: from their own docstrings, and of nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tutor.grading.documentation import (
    CLASSES,
    MODULES,
    Documentation,
    Unknown,
    fingerprint,
    kept_tables,
    look_up,
    name_tables,
)
from tutor.runner.client import Runner

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def told(runner: Runner, *names: str) -> Documentation:
    found = await look_up(runner, names)
    assert isinstance(found, Documentation), found
    return found


async def test_a_function_has_its_signature_and_its_text(runner: Runner) -> None:
    found = await told(runner, "torch.sum")
    assert found.kind == "function"
    assert found.signatures == ("sum(input, *, dtype=None) -> Tensor",)
    assert found.text.startswith("Returns the sum of all elements")


async def test_a_method_that_only_refers_brings_what_it_refers_to(runner: Runner) -> None:
    found = await told(runner, "torch.Tensor.sum")
    assert found.kind == "method"
    assert found.also is not None and found.also.name == "torch.sum"


@pytest.mark.parametrize(
    ("name", "kind", "begins"),
    [
        ("torch.nn.Linear", "class", "Linear(in_features, out_features, bias=True"),
        ("numpy.array", "function", "array(object, dtype=None"),
        ("pandas.DataFrame.groupby", "method", "groupby(by=None"),
        ("torch.nn.functional.softmax", "function", "softmax(input, dim=None, dtype=None)"),
        ("builtins.len", "function", "len(obj"),
        ("matplotlib.pyplot.hist", "function", "hist(x, bins=None"),
    ],
)
async def test_signatures_are_told_without_what_nobody_passes(
    runner: Runner, name: str, kind: str, begins: str
) -> None:
    found = await told(runner, name)
    assert found.kind == kind
    assert found.signatures[0].startswith(begins)


async def test_a_value_is_told_and_not_its_types_docstring(runner: Runner) -> None:
    found = await told(runner, "math.pi")
    assert (found.kind, found.value, found.text) == ("value", "float: 3.141592653589793", "")


@pytest.mark.parametrize("name", ["for", "elif", "with", "lambda", "is", "match"])
async def test_keywords_are_told(runner: Runner, name: str) -> None:
    found = await told(runner, name)
    assert found.kind == "keyword" and found.text


async def test_the_first_of_several_that_is_there(runner: Runner) -> None:
    assert (await told(runner, "torch.nowhere", "torch.Tensor.expand")).name == "torch.Tensor.expand"


async def test_names_near_are_told_where_none_is_there(runner: Runner) -> None:
    found = await look_up(runner, ["torch.smu"])
    assert isinstance(found, Unknown) and "torch.sum" in found.near
    begun = await look_up(runner, ["torch.zero"])
    assert isinstance(begun, Unknown) and begun.near[0] in ("torch.zeros", "torch.zero_")


@pytest.mark.parametrize(
    "name",
    [
        *("antigravity", "this", "sitecustomize", "tutor.cli", "torch.__class__.__subclasses__", "os.__loader__"),
        *("json.__main__", "", ".", "torch..sum", "torch.sum()", "a b", "漢字"),
    ],
)
async def test_what_is_no_public_name_of_a_package_is_not_walked(runner: Runner, name: str) -> None:
    assert isinstance(await look_up(runner, [name]), Unknown)


async def test_tables_hold_what_a_course_needs_and_nothing_borrowed(runner: Runner, tmp_path: Path) -> None:
    tables = await name_tables(runner, tmp_path)
    assert set(tables) == {*MODULES, *CLASSES}
    assert {"sum", "float32", "nn", "no_grad"} <= set(tables["torch"])
    assert not {"os", "sys", "Any"} & set(tables["torch"])
    assert "np" not in tables["matplotlib.pyplot"]
    assert "requires_grad_" in tables["torch.Tensor"]


async def test_tables_are_kept_until_other_versions_are_installed(runner: Runner, tmp_path: Path) -> None:
    first = await name_tables(runner, tmp_path)
    file = tmp_path / "names" / f"{fingerprint()}.json"
    assert kept_tables(file) == first
    file.write_text(json.dumps({"torch": ["only"]}))
    assert await name_tables(runner, tmp_path) == {"torch": ["only"]}
    file.write_text('{"torch": ')
    assert await name_tables(runner, tmp_path) == first


async def test_a_cache_that_cannot_be_written_is_no_fault(runner: Runner, tmp_path: Path) -> None:
    (tmp_path / "names").write_text("in the way")
    assert (await name_tables(runner, tmp_path))["torch"]
