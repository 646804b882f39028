"""What the installed packages say of their own names: signature and docstring. *Child side.*

Names are only walked, by `getattr` from a module of a known package; no text of the learner's comes here, none is run.
"""

from __future__ import annotations

import difflib
import importlib
import inspect
import keyword
import pydoc
import re
import sys
from pydoc_data.topics import topics  # here, as a child behind the lowest barrier reads no files
from types import ModuleType
from typing import Any

PACKAGES = frozenset(("torch", "numpy", "pandas", "matplotlib"))
# Modules that do something when they are imported, or are programs and no libraries.
_ACTIVE = frozenset(("antigravity", "this", "idlelib", "turtledemo", "test", "lib2to3", "__main__", "turtle"))
LONGEST = 60_000  # characters of one docstring that are told
NEAR = 6  # names like the one that isn't there

_REFERS = re.compile(
    r"(?:See(?: also)?|Alias (?:for|of)|In-?place version of|Out-of-place version of)\s+(?::\w+:)?`{1,2}~?\.?([\w.]+)",
    re.I,
)
_SHORT = 500  # characters: a docstring that long says enough by itself


def main(job: Any) -> None:
    """Tell the first of `job.data["names"]` that is there, dotted from a module on, or a keyword of Python.

    Frames: `doc` with name, kind, signatures, text, and perhaps `also`, what it refers to; or `none` with those names
    that are like one of `names`, or of `job.data["else"]`.
    """
    names = [str(name) for name in job.data["names"]]
    for name in names:
        found = described(name)
        if found is not None:
            job.send({"t": "doc", **found})
            return
    job.send({"t": "none", "near": near([*names, *job.data.get("else", ())])})


def described(name: str, refer: bool = True) -> dict[str, Any] | None:
    """What is said of `name`, or None if there is no such name."""
    if name in ("True", "False", "None"):
        name = f"builtins.{name}"
    elif keyword.iskeyword(name) or keyword.issoftkeyword(name):
        return _keyword(name)
    found, value = resolved(name)
    if not found:
        return None
    kind = _kind(value, name)
    # A value's docstring would be its type's.
    text = "" if kind == "value" else _docstring(value)
    own = name.rpartition(".")[2]
    signatures, text = _split(own, text)
    if not signatures and kind in ("function", "method", "class"):
        signatures = _inspected(value, own)
    told: dict[str, Any] = {"name": name, "kind": kind, "signatures": signatures, "text": text[:LONGEST]}
    if kind == "value":
        told["value"] = f"{type(value).__name__}: {_shown(value)}"
    if refer and len(text) < _SHORT and (other := _referred(name, text)):
        told["also"] = other
    return told


def resolved(name: str) -> tuple[bool, Any]:
    """Whether there is something called `name`, and what. Modules are imported where need be."""
    root, *rest = name.split(".")
    if root not in PACKAGES and (root not in sys.stdlib_module_names or root in _ACTIVE or root.startswith("_")):
        return False, None
    value: Any = _imported(root)
    if value is None:
        return False, None
    path = root
    for part in rest:
        path += f".{part}"
        if not part.isidentifier() or part.startswith("__"):
            return False, None
        try:
            value = getattr(value, part)
        except Exception:
            value = _imported(path) if isinstance(value, ModuleType) else None
            if value is None:
                return False, None
    return True, value


def _imported(path: str) -> ModuleType | None:
    try:
        return importlib.import_module(path)
    except Exception:  # whatever a package does when it is imported
        return None


def _kind(value: Any, name: str) -> str:
    if isinstance(value, ModuleType):
        return "module"
    if inspect.isclass(value):
        return "class"
    if inspect.isdatadescriptor(value) or isinstance(value, property):
        return "attribute"
    if callable(value):
        parent = resolved(name.rpartition(".")[0])[1]
        return "method" if inspect.isclass(parent) else "function"
    return "value"


def _docstring(value: Any) -> str:
    try:
        text = inspect.getdoc(value)
    except Exception:
        return ""
    return text.strip("\n") if isinstance(text, str) else ""


def _split(own: str, text: str) -> tuple[list[str], str]:
    """The signatures that a docstring begins with, each on one line, and the rest of it."""
    inside = r"(?:[^()]|\((?:[^()]|\([^()]*\))*\))*"
    head = re.compile(rf"(?:\w+\.)*{re.escape(own)}\({inside}\)(?:[ ]*->[ ]*[^\n]+)?[ ]*(?:\n(?![ ])|$)")
    found: list[str] = []
    while (match := head.match(text)) and len(match[0]) < 600:
        found.append(" ".join(match[0].split()).replace("\\*", "*"))
        text = text[match.end() :]
    return found, text.strip("\n")


def _inspected(value: Any, own: str) -> list[str]:
    """The signature as Python knows it, without the types, which the text tells."""
    try:
        signature = inspect.signature(value)
    except Exception:
        return []
    kept = []
    for number, one in enumerate(signature.parameters.values()):
        if (number == 0 and one.name in ("self", "cls")) or one.name.startswith("_"):
            continue
        kept.append(one.replace(annotation=inspect.Parameter.empty))
    try:
        short = signature.replace(parameters=kept, return_annotation=inspect.Signature.empty)
    except ValueError:
        return []
    return [own + " ".join(str(short).split())[:600]]


def _shown(value: Any) -> str:
    try:
        return repr(value)[:200]
    except Exception:
        return ""


def _referred(name: str, text: str) -> dict[str, Any] | None:
    match = _REFERS.search(text)
    if not match:
        return None
    other = match[1]
    package = name.partition(".")[0]
    for full in (other, f"{name.rpartition('.')[0]}.{other}", f"{package}.{other}"):
        if full != name and (told := described(full, refer=False)) and told["text"] != text:
            return told
    return None


def _keyword(name: str) -> dict[str, Any] | None:
    """What Python's own help says of a keyword."""

    about: Any = name
    for _ in range(4):  # `elif` is told under `if`, `and` under BOOLEAN, that under "booleans"
        about = pydoc.Helper.keywords.get(about) or pydoc.Helper.topics.get(about) or about
        about = about[0] if isinstance(about, tuple) else about
    text = str(topics.get(str(about), ""))
    if name in keyword.softkwlist:
        text = topics.get("compound", "")
        text = text[text.find(f'The "{name}" statement\n') :] if f'The "{name}" statement\n' in text else ""
    if not text:
        return None
    return {"name": name, "kind": "keyword", "signatures": [], "text": text.strip("\n")[:LONGEST]}


def near(names: list[str]) -> list[str]:
    """Names that are there and look like one of `names`, each dotted from a module on, the likest first."""
    found: dict[str, float] = {}
    for name in dict.fromkeys(names):
        parent, _, last = name.rpartition(".")
        is_there, value = resolved(parent) if parent else (False, None)
        known = [one for one in dir(value) if not one.startswith("_")] if is_there else []
        for one in difflib.get_close_matches(last, known, NEAR, 0.6):
            found[f"{parent}.{one}"] = difflib.SequenceMatcher(None, last, one).ratio()
        begun = sorted((one for one in known if len(last) > 1 and one.startswith(last)), key=len)
        found |= {f"{parent}.{one}": 1.0 for one in begun[: NEAR // 2]}
    return sorted(found, key=lambda one: -found[one])[:NEAR]
