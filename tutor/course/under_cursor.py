"""What stands under the cursor in a text of Python: a name, a call that is open, a definition. *Any side.*

Like `draft_names`, on which it builds, it reads by patterns: the text may be broken.
"""

from __future__ import annotations

import inspect
import keyword
import re
from dataclasses import dataclass, field

from tutor.course.draft_names import TENSOR, Draft


@dataclass(frozen=True)
class Call:
    """A call whose parentheses are open: what is called, and which argument is being written."""

    name: str
    number: int  # arguments before this one that have no name
    keyword: str = ""
    given: frozenset[str] = field(default_factory=frozenset)  # arguments given by name


_CALLED = re.compile(r"([^\W\d][\w.]*|[)\]][\w.]*)\s*$")


def open_call(code: str, at: int, most: int = 4_000) -> Call | None:
    """The innermost call around place `at` of `code` (a `Draft`'s: strings blanked), or None."""
    depth = 0
    commas: list[int] = []
    for place in range(at - 1, max(-1, at - most), -1):
        letter = code[place] if place < len(code) else " "
        if letter in ")]}":
            depth += 1
        elif letter in "([{":
            if depth:
                depth -= 1
                continue
            if letter != "(":
                commas = []  # within a list or a subscript that is an argument itself
                continue
            match = _CALLED.search(code[max(0, place - 200) : place])
            if match and not re.search(r"\b(?:def|class)\s+[\w.]*\s*$", code[max(0, place - 200) : place]):
                return _call(match[1], code, place + 1, sorted(commas), at)
            commas = []
        elif letter == "," and not depth:
            commas.append(place)
    return None


def _call(name: str, code: str, start: int, commas: list[int], at: int) -> Call:
    edges = [start, *(comma + 1 for comma in commas)]
    ends = [*commas, at]
    names = [re.match(r"\s*(\w+)\s*=(?!=)", code[left:right]) for left, right in zip(edges, ends, strict=True)]
    before = sum(1 for match in names[:-1] if match is None)
    last = names[-1]
    return Call(name, before, last[1] if last else "", frozenset(match[1] for match in names[:-1] if match))


_CHAIN = re.compile(r"[^\W\d]\w*(?:\s*\.\s*[^\W\d]\w*)*")


def name_at(line: str, column: int) -> str:
    """The dotted name under the cursor at `column` of `line`, or right before it, up to the word that is meant.

    Begins with a dot where what it hangs on is no name: `f(x).sum` gives ".sum". "" where no name is.
    """
    for match in _CHAIN.finditer(line):
        if match.start() <= column <= match.end():
            end = column
            while end < match.end() and (line[end].isalnum() or line[end] == "_"):
                end += 1
            said = re.sub(r"\s", "", line[match.start() : end]).rstrip(".")
            hangs = re.search(r"[)\]}\"']\s*\.\s*$", line[: match.start()])
            return f".{said}" if hangs and said else said
    return ""


def definition_of(draft: Draft, name: str) -> tuple[str, str] | None:
    """The signature and the docstring of the function or class `name` that is written in `draft`, or None."""
    if name not in draft.definitions:
        return None
    start = draft.definitions[name]
    code = draft.code
    depth, end = 0, start
    while end < len(code):
        letter = code[end]
        depth += (letter in "([{") - (letter in ")]}")
        if (letter == ":" and depth <= 0) or (letter == "\n" and depth <= 0):
            break
        end += 1
    signature = " ".join(draft.text[start:end].split())
    body = draft.text[end + 1 :]
    match = re.match(r"[ \t]*(?:#[^\n]*)?\s*[rR]?(\"\"\"|'''|\"|')(.*?)(?:\1|\Z)", body, re.DOTALL)
    text = inspect.cleandoc(match[2]) if match else ""
    return signature.partition(" ")[2], text


# Whose method a name may be, where it hangs on something unknown: the likeliest first.
_OWNERS = (
    *(TENSOR, "torch.nn.Module", "numpy.ndarray", "pandas.DataFrame", "pandas.Series", "torch.optim.Optimizer"),
    *("matplotlib.axes.Axes", "builtins.list", "builtins.str", "builtins.dict", "builtins.set", "builtins.tuple"),
)


def meant(draft: Draft, name: str) -> tuple[list[str], list[str]]:
    """The whole names that `name` (from `name_at`) may stand for in `draft`, and others that may be like it."""
    root, _, rest = name.partition(".")
    last = name.rpartition(".")[2]
    if not rest:
        if keyword.iskeyword(name) or name == "self":
            return [name] if name != "self" else [], []
        whole = draft.whole(name)
        likely = [f"builtins.{name}", f"torch.{name}", f"{TENSOR}.{name}", f"torch.nn.functional.{name}"]
        return [whole] if whole else likely[:1], likely
    whole = draft.whole(name) if root else ""
    if whole:
        return [whole], []
    kind = draft.kind_of(root) if root and name.count(".") == 1 else ""
    owners = [kind, *_OWNERS] if kind else [*_OWNERS]
    if root == "self":
        owners = [kind] if kind else []
    names = [f"{owner}.{last}" for owner in owners]
    return [*names, f"torch.{last}"] if owners else [], names[:2]
