"""Whether two observed values can be told apart, and where. *Child side.*

Equality is decided here, on raw values; no method of anything a learner returned is ever called.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from typing import Any

import numpy as np

from tutor.grading.difference import Difference, Rules, first
from tutor.grading.numbers import (
    aligned_in_sign,
    apart,
    coarser,
    in_order,
    pairs_in_order,
    unlike_nonfinite,
    unlike_values,
)
from tutor.grading.show import bare_dtype, index_text, kind_text, number_text, shape_text, told_apart, value_text
from tutor.grading.verdict import STAGES
from tutor.language import _, filled, plural

Node = dict[str, Any]

NUMBERS = ("bool", "int", "float", "complex")
SEQUENCES = ("list", "tuple", "size", "yielded")
SETS = ("set", "frozenset")


def compare(want: Node, have: Node, rules: Rules, where: str = "") -> Difference | None:
    """The first difference between two values in the order a person would look; None if there is none."""
    return first(list(differences(want, have, rules, where)))


def differences(want: Node, have: Node, rules: Rules, where: str = "") -> Iterator[Difference]:
    """Every difference found between two values, at most one for each place inside them."""
    if "scalar" in rules.relax and is_single(want) and is_single(have) and want["k"] != have["k"]:
        dtypes = [bare_dtype(node["dtype"]) for node in (want, have) if "dtype" in node]
        coarsest = reduce(coarser, dtypes, rules.coarsest)  # a Python number taken from a tensor is no finer than it
        yield from numeric(as_array(want), as_array(have), want, have, coarsest, rules, where)
        return
    if want["k"] in NUMBERS and have["k"] in NUMBERS:
        yield from python_numbers(want, have, rules, where)
        return
    if want["k"] != have["k"] or unlike_class(want, have) or (unwritten(have) and not unwritten(want)):
        said = _("expected {want}, got {have}{have_2}")
        message = filled(said, want=kind_text(want), have=kind_text(have), have_2=unwritten(have))
        yield at("type", where, message, value_text(want), value_text(have))
        return
    yield from BY_KIND.get(want["k"], plain)(want, have, rules, where)


def unwritten(node: Node) -> str:
    """What to say of a value that shows that something was not written yet."""
    said = {
        "Ellipsis": _(": the `...` still stands where your own expression belongs"),
        "None": _(": is there a `return`?"),
    }
    return said.get(node["v"], "") if node["k"] == "const" else ""


def unlike_class(want: Node, have: Node) -> bool:
    """Whether two nodes of one kind are of different classes."""
    if want["k"] == "named":
        return bool(want["cls"] != have["cls"])
    return bool(want.get("cls") != have.get("cls"))


def python_numbers(want: Node, have: Node, rules: Rules, where: str) -> Iterator[Difference]:
    """Python numbers: int, float, bool and complex are told apart unless the dtype is relaxed."""
    if want["k"] != have["k"] and "dtype" not in rules.relax:
        yield at(
            "type",
            where,
            filled(_("expected {want}, got {have}"), want=kind_text(want), have=kind_text(have)),
            value_text(want),
            value_text(have),
        )
        return
    if want["k"] == "int" and have["k"] == "int":
        if want["v"] != have["v"]:
            yield unequal(want, have, where)
        return
    yield from numeric(as_array(want), as_array(have), want, have, "number", rules, where)


def tensors(want: Node, have: Node, rules: Rules, where: str) -> Iterator[Difference]:
    """Tensors and arrays: shape, dtype, device, requires_grad, then the numbers."""
    if want["shape"] != have["shape"]:
        expected, got = shape_text(want["shape"]), shape_text(have["shape"])
        yield at(
            "shape", where, _("expected shape {expected}, got {got}").format(expected=expected, got=got), expected, got
        )
        return
    if want["dtype"] != have["dtype"] and "dtype" not in rules.relax:
        expected, got = bare_dtype(want["dtype"]), bare_dtype(have["dtype"])
        yield at(
            "dtype", where, _("expected dtype {expected}, got {got}").format(expected=expected, got=got), expected, got
        )
        return
    moved = list(placement(want, have, where))
    yield from moved
    if moved:
        return
    if "array" in want and "array" in have:
        dtype = bare_dtype(want["dtype"])
        yield from numeric(want["array"], have["array"], want, have, dtype, rules, where)
    elif "array" in want or "array" in have:
        yield at(
            "type",
            where,
            _("expected {want}, got {have}").format(want=value_text(want), have=value_text(have)),
            value_text(want),
            value_text(have),
        )
    elif want["k"] in ("array", "scalar"):
        yield from sequences({**want, "k": "list"}, {**have, "k": "list"}, rules, where)


def placement(want: Node, have: Node, where: str) -> Iterator[Difference]:
    """Where a tensor lives and whether it asks for gradients."""
    if want.get("device") != have.get("device") or want.get("layout") != have.get("layout"):
        expected, got = (f"{n['device']}, {n['layout'].removeprefix('torch.')}" for n in (want, have))
        yield at(
            "device", where, _("expected it on {expected}, got {got}").format(expected=expected, got=got), expected, got
        )
    elif want.get("requires_grad") != have.get("requires_grad"):
        tied = (
            _("it is still tied to a gradient graph")
            if have["requires_grad"]
            else _("it is cut off from the gradient graph")
        )
        yield at(
            "device",
            where,
            _("expected requires_grad={requires_grad}, got {requires_grad_2}: {tied}").format(
                requires_grad=want["requires_grad"], requires_grad_2=have["requires_grad"], tied=tied
            ),
            f"requires_grad={want['requires_grad']}",
            f"requires_grad={have['requires_grad']}",
        )


def numeric(
    want: Any, have: Any, want_node: Node, have_node: Node, dtype: str, rules: Rules, where: str
) -> Iterator[Difference]:
    """Two arrays of one shape: first NaN and infinity, then the values, with the worst place."""
    if want is have or (want.dtype == have.dtype and want.tobytes() == have.tobytes()):
        return
    if "order" in rules.relax:
        want, have = in_order(want), in_order(have)
    if "sign" in rules.relax:
        have = aligned_in_sign(want, have)
    odd = unlike_nonfinite(want, have, rules)
    if odd.any():
        place = tuple(int(i) for i in np.argwhere(odd)[0])
        expected, got = number_text(want[place]), number_text(have[place])
        spot = _(" at {place}").format(place=index_text(place)) if place else ""
        message = _("expected {expected}{spot}, got {got}").format(expected=expected, spot=spot, got=got) + count(odd)
        yield at("nonfinite", where, message, *told_apart(want_node, have_node, place), index_text(place))
        return
    far = unlike_values(want, have, dtype, rules)
    if far.any():
        distance = np.where(far, apart(want, have), -1.0)
        place = tuple(int(i) for i in np.unravel_index(int(np.argmax(distance)), distance.shape))
        expected, got = number_text(want[place]), number_text(have[place])
        spot = _(" at {place}").format(place=index_text(place)) if place else ""
        message = _("expected {expected}{spot}, got {got}").format(expected=expected, spot=spot, got=got) + count(far)
        yield at("value", where, message, *told_apart(want_node, have_node, place), index_text(place))


def count(mask: Any) -> str:
    """How many elements differ, where there is more than one to differ."""
    wrong = int(mask.sum())
    return _(" ({wrong} of {size} elements differ)").format(wrong=wrong, size=mask.size) if mask.size > 1 else ""


def sequences(want: Node, have: Node, rules: Rules, where: str) -> Iterator[Difference]:
    """Lists, tuples and shapes: the length, then item by item (in any order, if relaxed)."""
    if len(want["v"]) != len(have["v"]):
        expected, got = len(want["v"]), len(have["v"])
        message = plural("expected {n} item, got {got}", "expected {n} items, got {got}", expected).format(got=got)
        yield at("shape", where, message, value_text(want), value_text(have))
        return
    if "order" in rules.relax and is_pair(want) and is_pair(have):
        want, have = paired(want), paired(have)
        rules = replace(rules, relax=rules.relax - {"order"})
    elif "order" in rules.relax and want["k"] == "list":
        yield from unordered(want, have, rules, where)
        return
    for i, (one, other) in enumerate(zip(want["v"], have["v"], strict=True)):
        yield from differences(one, other, rules, f"{where}[{i}]")


def is_pair(node: Node) -> bool:
    """Whether a value is eigenvalues with their eigenvectors: n numbers, and a matrix of n columns."""
    if len(node["v"]) != 2 or any("array" not in each for each in node["v"]):
        return False
    values, vectors = (each["array"] for each in node["v"])
    return bool(values.ndim == 1 and vectors.ndim == 2 and values.size == vectors.shape[1])


def paired(node: Node) -> Node:
    """Such a pair with the values in ascending order, each with its own column."""
    values, vectors = node["v"]
    ordered = pairs_in_order(values["array"], vectors["array"])
    return {**node, "v": [{**each, "array": array} for each, array in zip(node["v"], ordered, strict=True)]}


def unordered(want: Node, have: Node, rules: Rules, where: str) -> Iterator[Difference]:
    """The same items in whatever order, each used once."""
    left = list(have["v"])
    for one in want["v"]:
        match = next((i for i, other in enumerate(left) if compare(one, other, rules) is None), None)
        if match is None:
            yield at(
                "value",
                where,
                _("expected {one} among the items").format(one=value_text(one)),
                value_text(want),
                value_text(have),
            )
            return
        left.pop(match)


def sets(want: Node, have: Node, rules: Rules, where: str) -> Iterator[Difference]:
    """Sets: what is missing and what should not be there."""
    if len(want["v"]) != len(have["v"]):
        message = _("expected {v} members, got {v_2}").format(v=len(want["v"]), v_2=len(have["v"]))
        yield at("shape", where, message, value_text(want), value_text(have))
        return
    yield from unordered(want, have, rules, where)


def mappings(want: Node, have: Node, rules: Rules, where: str) -> Iterator[Difference]:
    """Dicts: the keys, then the value of each key. Their order is not compared."""
    wanted = {canonical(key): (key, item) for key, item in want["v"]}
    found = {canonical(key): item for key, item in have["v"]}
    missing = [value_text(key) for text, (key, _) in wanted.items() if text not in found]
    extra = [value_text(key) for key, _ in have["v"] if canonical(key) not in wanted]
    if missing or extra:
        parts = ([_("missing {missing}").format(missing=", ".join(missing))] if missing else []) + (
            [_("not asked for: {extra}").format(extra=", ".join(extra))] if extra else []
        )
        yield at(
            "shape",
            where,
            _("the keys differ: {parts}").format(parts="; ".join(parts)),
            value_text(want),
            value_text(have),
        )
        return
    for text, (key, item) in wanted.items():
        yield from differences(item, found[text], rules, f"{where}[{value_text(key)}]")


def records(want: Node, have: Node, rules: Rules, where: str) -> Iterator[Difference]:
    """Named tuples and dataclasses: field by field."""
    if want["names"] != have["names"]:
        expected, got = ", ".join(want["names"]), ", ".join(have["names"])
        yield at(
            "type",
            where,
            _("expected the fields {expected}, got {got}").format(expected=expected, got=got),
            expected,
            got,
        )
        return
    for name, one, other in zip(want["names"], want["v"], have["v"], strict=True):
        yield from differences(one, other, rules, f"{where}.{name}")


def series(want: Node, have: Node, rules: Rules, where: str) -> Iterator[Difference]:
    """A Series or an Index: length, dtype, name, index, values."""
    lengths = [length_of(node["v"]) for node in (want, have)]
    if lengths[0] != lengths[1]:
        yield at(
            "shape",
            where,
            _("expected {lengths} rows, got {lengths_2}").format(lengths=lengths[0], lengths_2=lengths[1]),
            value_text(want),
            value_text(have),
        )
        return
    if want["dtype"] != have["dtype"] and "dtype" not in rules.relax:
        yield at(
            "dtype",
            where,
            _("expected dtype {dtype}, got {dtype_2}").format(dtype=want["dtype"], dtype_2=have["dtype"]),
            want["dtype"],
            have["dtype"],
        )
        return
    if "name" in want:
        yield from differences(want["name"], have["name"], rules, f"{where}.name")
    if "index" in want:
        yield from labels(want["index"], have["index"], rules, f"{where}.index")
    yield from differences(want["v"], have["v"], rules, where)


def labels(want: Node, have: Node, rules: Rules, where: str) -> Iterator[Difference]:
    """The labels of rows: rows that are others, or in another order, come before their values."""
    for each in differences(want, have, rules, where):
        yield replace(each, stage="shape") if each.rank > STAGES.index("shape") else each


def frames(want: Node, have: Node, rules: Rules, where: str) -> Iterator[Difference]:
    """A DataFrame: columns, rows, dtypes, then column by column."""
    named = [column_names(node) for node in (want, have)]
    if named[0] != named[1]:
        expected, got = ", ".join(named[0]), ", ".join(named[1])
        yield at(
            "shape",
            where,
            _("expected the columns {expected}, got {got}").format(expected=expected, got=got),
            expected,
            got,
        )
        return
    for name, wanted, found in zip(named[0], want["dtypes"], have["dtypes"], strict=True):
        if wanted != found and "dtype" not in rules.relax:
            yield at(
                "dtype",
                f"{where}[{name}]",
                _("expected dtype {wanted}, got {found}").format(wanted=wanted, found=found),
                wanted,
                found,
            )
    yield from labels(want["index"], have["index"], rules, f"{where}.index")
    for name, one, other in zip(named[0], want["v"], have["v"], strict=True):
        if length_of(one) == length_of(other):
            yield from differences(one, other, rules, f"{where}[{name}]")


def plain(want: Node, have: Node, _: Rules, where: str) -> Iterator[Difference]:
    """Everything with no inside: equal if its plain form is."""
    if want["k"] in ("generator", "callable", "object", "opaque", "exception"):
        return
    if (want.get("v"), want.get("n")) != (have.get("v"), have.get("n")):
        yield unequal(want, have, where)


BY_KIND = {
    "tensor": tensors,
    "array": tensors,
    "scalar": tensors,
    "list": sequences,
    "tuple": sequences,
    "size": sequences,
    "yielded": sequences,
    "set": sets,
    "frozenset": sets,
    "dict": mappings,
    "namedtuple": records,
    "dataclass": records,
    "series": series,
    "index": series,
    "frame": frames,
}


def unequal(want: Node, have: Node, where: str) -> Difference:
    """Two values of one kind that are not the same."""
    expected, got = value_text(want), value_text(have)
    return at("value", where, _("expected {expected}, got {got}").format(expected=expected, got=got), expected, got)


def at(stage: str, where: str, message: str, expected: str, got: str, index: str = "") -> Difference:
    """A difference at a place inside the result."""
    place = f"{where}{index}"
    return Difference(stage, f"{where}: {message}" if where else message, expected, got, place)


def is_single(node: Node) -> bool:
    """Whether a value is one number: a Python number, or a tensor or array with no axes."""
    return node["k"] in NUMBERS or (
        node["k"] in ("tensor", "array", "scalar") and node["shape"] == [] and "array" in node
    )


def as_array(node: Node) -> Any:
    """One number as an array with no axes."""
    kind = node["k"]
    if kind == "bool":
        return np.asarray(node["v"])
    if kind == "int":
        return np.asarray(float(int(node["v"], 16)) if node["v"].lstrip("-").startswith("0x") else np.inf)
    if kind == "float":
        return np.asarray(float.fromhex(node["v"]))
    if kind == "complex":
        return np.asarray(complex(*map(float.fromhex, node["v"])))
    return node["array"]


def canonical(node: Node) -> str:
    """Equal for two keys of a dict just where the keys are."""
    return json.dumps({key: value for key, value in node.items() if key != "array"}, sort_keys=True, default=str)


def length_of(node: Node) -> int:
    """How many values a column holds."""
    return int(node["shape"][0]) if "shape" in node else len(node["v"])


def column_names(node: Node) -> list[str]:
    """The columns of a DataFrame, as text."""
    values = node["columns"]["v"]
    if "array" in values:
        return [str(each) for each in values["array"].tolist()]
    return [value_text(each) for each in values["v"]]
