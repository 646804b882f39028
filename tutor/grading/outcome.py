"""Whether one turn of an answer can be told from the same turn of the reference. *Child side.*

The order of looking is that of `STAGES`; each function below, and beside here `raised` and `samples`, looks at one
thing that was observed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tutor.grading.compare import compare, differences
from tutor.grading.difference import Difference, Rules, first
from tutor.grading.exceptions import raised
from tutor.grading.observation import Observation
from tutor.grading.samples import samples
from tutor.grading.show import cut, value_text
from tutor.language import _

Node = dict[str, Any]


def difference(
    want: Observation, have: Observation, given: Observation, rules: Rules, names: tuple[str, ...] = ()
) -> Difference | None:
    """The first difference between a turn of the reference and one of an answer; None if there is none.

    `given` holds the arguments as they were before the call. `names` are those of a `variables` exercise.
    """
    if want.raised is None and want.is_as(have):
        return None
    return first(list(looked_at(want, have, given, rules, names)))


def looked_at(
    want: Observation, have: Observation, given: Observation, rules: Rules, names: tuple[str, ...]
) -> Iterator[Difference]:
    """All that differs in one turn."""
    yield from raised(want, have, rules)
    if want.result is not None and have.result is not None:
        if names:
            yield from variables(want.result, have.result, rules, names)
        elif "distribution" in rules.observe:
            yield from samples(want, have, rules)
        else:
            yield from differences(want.result, have.result, rules)
    yield from arguments(want, have, given, rules)
    if (want.raised is None) != (have.raised is None):
        return
    yield from figure(want, have, rules)
    yield from printed(want, have)
    yield from memory(want, have)
    yield from gradients(want, have, rules)
    yield from random_state(want, have)
    yield from effort(want, have, rules)


def variables(want: Node, have: Node, rules: Rules, names: tuple[str, ...]) -> Iterator[Difference]:
    """The named variables of a script."""
    wanted = {key["v"]: item for key, item in want["v"]}
    found = {key["v"]: item for key, item in have["v"] if key["k"] == "str"}
    for name in names:
        if name not in wanted:
            continue
        if name not in found:
            yield Difference(
                "missing",
                _("there is no variable `{name}` after your code ran").format(name=name),
                name,
                _("nothing"),
                name,
            )
        else:
            yield from differences(wanted[name], found[name], rules, f"`{name}`")


def arguments(want: Observation, have: Observation, given: Observation, rules: Rules) -> Iterator[Difference]:
    """Arguments after the call: left as they were unless the reference changes them; the same changes if
    `args` is observed."""
    rows = [
        (_("argument {i}").format(i=i + 1), *row)
        for i, row in enumerate(zip(given.args, want.args, have.args, strict=False))
    ]
    rows += [
        (_("argument `{name}`").format(name=name), given.kwargs[name], want.kwargs[name], have.kwargs[name])
        for name in given.kwargs
        if name in want.kwargs and name in have.kwargs
    ]
    for i, (label, before, wanted, found) in enumerate(rows):
        if before["k"] == "generator":
            # Whether and how far a generator moves belongs to the answer's way of drawing.
            if "args" in rules.observe and "distribution" not in rules.observe and wanted["v"] != found["v"]:
                yield Difference(
                    "arguments", _("{label}, the generator, was left in another state").format(label=label), "", ""
                )
            continue
        changes = untouched(before, wanted) is not None
        if "args" in rules.observe and changes:
            yield from argument_as_wanted(label, wanted, found, rules)
        elif not changes and (change := untouched(before, found)) is not None:
            message = _("{label} was changed, and it must be left as it was ({message})").format(
                label=label, message=change.message
            )
            yield Difference("arguments", message, value_text(before), value_text(found), label)
        if "args" in rules.observe and want.moved and have.moved and want.moved[i] != have.moved[i]:
            how = _("changed in place") if want.moved[i] else _("never written to")
            yield Difference(
                "arguments",
                _("{label} must be {how}").format(label=label, how=how),
                how,
                _("written to") if have.moved[i] else _("not written to"),
            )


def argument_as_wanted(label: str, want: Node, have: Node, rules: Rules) -> Iterator[Difference]:
    """An argument that the reference changes, compared as results are."""
    found = compare(want, have, rules)
    if found is not None:
        yield Difference(
            "arguments",
            _("{label} after the call: {message}").format(label=label, message=found.message),
            found.expected,
            found.got,
            label,
        )


EXACT = Rules(rtol=0.0, atol=0.0)


def untouched(before: Node, after: Node) -> Difference | None:
    """How an argument changed during a call, to the last bit; None if it did not."""
    if before.get("requires_grad") != after.get("requires_grad"):
        return Difference("arguments", _("its requires_grad was changed"))
    found = compare(before, after, EXACT)
    if found is not None:
        return found
    if "grad" in before and "grad" in after:
        gathered = compare(before["grad"], after["grad"], EXACT)
        if gathered is not None:
            return Difference("arguments", _("its .grad was written to"))
    return None


def figure(want: Observation, have: Observation, rules: Rules) -> Iterator[Difference]:
    """What was drawn: the words and the data of each axes."""
    if want.figure is None or have.figure is None:
        return
    if have.figure["k"] == "const" and want.figure["k"] != "const":
        yield Difference(
            "figure",
            _("there is no figure: draw with Matplotlib, and don't close what you drew"),
            _("a figure"),
            _("none"),
        )
        return
    found = compare(want.figure, have.figure, rules)
    if found is not None:
        place = re.sub(r"\['(\w+)'\]", r" \1", found.where).strip()
        message = re.sub(r"\['(\w+)'\]", r" \1", found.message)
        message = _("in the figure, {message}").format(message=message.strip())
        yield Difference("figure", message, found.expected, found.got, place)


def printed(want: Observation, have: Observation) -> Iterator[Difference]:
    """What was printed, without regard to blanks at the ends of lines."""
    if want.printed is None or have.printed is None:
        return
    lines = [[line.rstrip() for line in text.rstrip().splitlines()] for text in (want.printed, have.printed)]
    if lines[0] == lines[1]:
        return
    place = next((i for i, (one, other) in enumerate(zip(*lines, strict=False)) if one != other), min(map(len, lines)))
    expected, got = (repr(each[place]) if place < len(each) else _("nothing") for each in lines)
    message = _("line {place} of what is printed: expected {expected}, got {got}").format(
        place=place + 1, expected=cut(expected, 80), got=cut(got, 80)
    )
    yield Difference("stdout", message, want.printed, have.printed, _("line {place}").format(place=place + 1))


def memory(want: Observation, have: Observation) -> Iterator[Difference]:
    """Which arguments and results share storage; then strides."""
    if want.memory is None or have.memory is None:
        return
    wanted = {row["path"]: row for row in want.memory}
    found = {row["path"]: row for row in have.memory}
    paths = [path for path in wanted if path in found]
    for i, one in enumerate(paths):
        for other in paths[i + 1 :]:
            pair = [(rows[one]["storage"], rows[other]["storage"]) for rows in (wanted, found)]
            if any(None in each for each in pair):
                continue
            shared = [each[0] == each[1] for each in pair]
            if shared[0] != shared[1]:
                yield sharing(one, other, wanted_shared=shared[0])
    for path in paths:
        expected, got = wanted[path]["strides"], found[path]["strides"]
        if len(expected) == len(got) and expected != got:
            text = [
                f"({', '.join(_('any') if each is None else str(each) for each in steps)})" for steps in (expected, got)
            ]
            yield Difference(
                "memory",
                _("{path}: expected strides {text}, got {text_2}").format(
                    path=said(path), text=text[0], text_2=text[1]
                ),
                text[0],
                text[1],
                path,
            )


def sharing(one: str, other: str, *, wanted_shared: bool) -> Difference:
    """Two values that share storage and must not, or the other way round."""
    first_name, second_name = said(one), said(other)
    if wanted_shared:
        message = _("{second_name} has storage of its own; it must share that of {first_name}").format(
            second_name=second_name, first_name=first_name
        )
        return Difference("memory", message, _("shared storage"), _("a copy"), other)
    message = _("{second_name} shares storage with {first_name}; it must own new storage").format(
        second_name=second_name, first_name=first_name
    )
    return Difference("memory", message, _("storage of its own"), _("shared storage"), other)


def said(path: str) -> str:
    """A place as people say it: `args[0]` is argument 1."""
    if path.startswith("args["):
        number, _close, rest = path[5:].partition("]")
        return _("argument {number}{rest}").format(number=int(number) + 1, rest=rest)
    return (
        _("the result") + path.removeprefix("result")
        if path.startswith("result")
        else _("argument `{path}`").format(path=path)
    )


def gradients(want: Observation, have: Observation, rules: Rules) -> Iterator[Difference]:
    """Gradients of each backward pass; and, of the result, whether it is a leaf and was made by an operation."""
    if rules.observe & {"grad", "graph"} and want.result is not None and have.result is not None:
        for key, told in (("is_leaf", "is_leaf"), ("grad_fn", _("a grad_fn"))):
            values = [
                node.get(key) if key == "is_leaf" else node.get(key) is not None for node in (want.result, have.result)
            ]
            if values[0] != values[1] and want.result["k"] == have.result["k"] == "tensor":
                yield Difference(
                    "gradient",
                    _("expected {told}: {values}, got {values_2}").format(
                        told=told, values=values[0], values_2=values[1]
                    ),
                    str(values[0]),
                    str(values[1]),
                )
    if want.pulled is None or have.pulled is None:
        return
    for number, (one, other) in enumerate(zip(want.pulled, have.pulled, strict=False)):
        when = "" if number == 0 else _(" in a second backward pass")
        if one.get("raised") != other.get("raised"):
            expected, got = (each.get("raised") or "gradients" for each in (one, other))
            yield Difference(
                "gradient",
                _("expected {expected}{when}, got {got}").format(expected=expected, when=when, got=got),
                expected,
                got,
            )
            continue
        for (path, wanted), (_path, found) in zip(one.get("grads", ()), other.get("grads", ()), strict=False):
            apart = compare(wanted, found, rules)
            if apart is not None:
                message = _("the gradient for {path}{when}: {message}").format(
                    path=said(path), when=when, message=apart.message
                )
                yield Difference("gradient", message, apart.expected, apart.got, path)


def random_state(want: Observation, have: Observation) -> Iterator[Difference]:
    """The global generators: untouched, or moved as the reference moves them."""
    if want.rng is None or have.rng is None:
        return
    names = {"torch": "torch's", "numpy": "NumPy's", "random": "Python's"}
    for name, whose in names.items():
        if want.rng.get(name) != have.rng.get(name):
            message = _(
                "{whose} global random state was not left as it must be: somebody else's numbers change"
            ).format(whose=whose)
            yield Difference(
                "rng", message, _("the global random state as the reference leaves it"), _("another state")
            )


def effort(want: Observation, have: Observation, rules: Rules) -> Iterator[Difference]:
    """Operations and bytes of new storage, on the largest draw of a case."""
    if not rules.largest or want.operations is None or have.operations is None:
        return
    if "ops" in rules.observe:
        allowed = max(rules.ops_ratio * want.operations, want.operations + 20)
        if have.operations > allowed:
            message = _("{operations} tensor operations where {operations_2} are enough").format(
                operations=have.operations, operations_2=want.operations
            )
            yield Difference(
                "ops",
                message,
                _("at most {allowed} operations").format(allowed=int(allowed)),
                _("{operations} operations").format(operations=have.operations),
            )
    wanted, found = want.allocated, have.allocated
    if "allocations" in rules.observe and wanted is not None and found is not None and found > wanted:
        message = _("{found} bytes of new storage where {wanted} are enough").format(found=found, wanted=wanted)
        yield Difference(
            "memory", message, _("at most {wanted} bytes").format(wanted=wanted), _("{found} bytes").format(found=found)
        )
