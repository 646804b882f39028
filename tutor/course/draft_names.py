"""What the names in a text of Python are, as far as reading tells: imports, definitions, likely kinds. *Any side.*

The text may be broken, as it is at most moments of its being written: it is read by patterns, never parsed or run.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

# What a page's code has without asking, and what people call the libraries.
USUAL: Mapping[str, str] = {
    "torch": "torch",
    "np": "numpy",
    "pd": "pandas",
    "plt": "matplotlib.pyplot",
    "math": "math",
    "nn": "torch.nn",
    "F": "torch.nn.functional",
}
LONGEST = 50_000  # characters; of a longer text only the beginning is read

TENSOR = "torch.Tensor"
_PIECE = re.compile(
    r"""
      (?P<comment>\#[^\n]*)
    | (?P<string>
        (?:'''(?:\\.|[^\\])*?(?:'''|\Z)) | (?:\"\"\"(?:\\.|[^\\])*?(?:\"\"\"|\Z))
      | (?:'(?:\\.|[^'\\\n])*(?:'|(?=\n)|\\?\Z)) | (?:"(?:\\.|[^"\\\n])*(?:"|(?=\n)|\\?\Z))
      )
    """,
    re.VERBOSE | re.DOTALL,
)
_NAME = re.compile(r"(?<![\w.])[^\W\d]\w*")
_IMPORT = re.compile(r"^[ \t]*import[ \t]+([\w., \t]+)", re.MULTILINE)
_FROM = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(?:\(([^)]*)\)?|([^\n(]*))", re.MULTILINE)
_ALIAS = re.compile(r"([\w.]+)(?:\s+as\s+(\w+))?\s*$")
_DEFINITION = re.compile(r"^[ \t]*(?:async[ \t]+)?(def|class)[ \t]+(\w+)", re.MULTILINE)
_SET = re.compile(
    r"^[ \t]*(\w+(?:[ \t]*,[ \t]*\w+)*)[ \t]*(?::[ \t]*([\w.]+)[^=\n]*)?=(?!=)[ \t]*([^\n]*)", re.MULTILINE
)
_ANNOTATED = re.compile(r"[(,][ \t\n]*(\w+)[ \t]*:[ \t]*([\w.]+)")
_PARAMETERS = re.compile(r"\b(?:def[ \t]+\w+[ \t]*\(|lambda\b)([^():]*)")
_TARGETS = re.compile(r"\bfor[ \t]+([\w \t,()]+?)[ \t]+in\b|\bwith\b[^\n]*?\bas[ \t]+(\w+)")
_OWN = re.compile(r"\bself\.(\w+)")
_BASES = re.compile(r"^[ \t]*class[ \t]+\w+[ \t]*\(([\w., \t]*)\)", re.MULTILINE)

# What calls give, where it isn't a tensor: by the beginning of the name that is called.
_GIVES = (
    ("torch.nn.functional.", TENSOR),
    ("torch.nn.init.", TENSOR),
    ("torch.nn.utils.", ""),
    ("torch.nn.Parameter", TENSOR),
    ("torch.nn.", "torch.nn.Module"),
    ("torch.optim.", "torch.optim.Optimizer"),
    ("torch.Generator", "torch.Generator"),
    ("torch.utils.", ""),
    ("torch.device", "torch.device"),
    ("torch.", TENSOR),
    ("numpy.random.default_rng", "numpy.random.Generator"),
    ("numpy.", "numpy.ndarray"),
    ("pandas.Series", "pandas.Series"),
    ("pandas.", "pandas.DataFrame"),
    ("matplotlib.pyplot.figure", "matplotlib.figure.Figure"),
    ("list", "builtins.list"),
    ("sorted", "builtins.list"),
    ("dict", "builtins.dict"),
    ("set", "builtins.set"),
    ("tuple", "builtins.tuple"),
    ("str", "builtins.str"),
    ("int", "builtins.int"),
    ("len", "builtins.int"),
    ("float", "builtins.float"),
)
_LITERALS = (
    (re.compile(r"[rRbBfFuU]{0,2}[\"']"), "builtins.str"),
    (re.compile(r"\["), "builtins.list"),
    (re.compile(r"\{"), "builtins.dict"),
    (re.compile(r"-?\d+\s*$"), "builtins.int"),
    (re.compile(r"-?[\d_]*\.?[\d_]+(e-?\d+)?\s*$"), "builtins.float"),
    (re.compile(r"(True|False|None)\s*$"), ""),
)
_FIRST_CALL = re.compile(r"([\w.]+)\s*\(")


@dataclass(frozen=True)
class Draft:
    """A text of Python as it is being written."""

    text: str

    @cached_property
    def pieces(self) -> list[tuple[int, int, bool]]:
        """Where strings and comments begin and end, and whether each is a comment."""
        return [(m.start(), m.end(), m["comment"] is not None) for m in _PIECE.finditer(self.text[:LONGEST])]

    @cached_property
    def code(self) -> str:
        """The text with blanks for what stands in strings and comments; every place stays where it was."""
        parts: list[str] = []
        at = 0
        for start, end, comment in self.pieces:
            inner = re.sub(r"[^\n]", " ", self.text[start:end])
            quote = "" if comment else self.text[start]
            parts += [self.text[at:start], quote, inner[len(quote) :]]
            at = end
        return "".join([*parts, self.text[at:LONGEST]])

    def is_quoted(self, at: int) -> bool:
        """Whether what is typed at place `at` would stand in a string or a comment."""
        number = bisect.bisect_left(self.pieces, (at, 0, False)) - 1
        if number < 0:
            return False
        start, end, comment = self.pieces[number]
        if at < end:
            return True
        return at == end and (comment or not _is_closed(self.text[start:end]))

    @cached_property
    def imports(self) -> dict[str, str]:
        """What imports bind: the name used here, and the whole name of what it means."""
        found: dict[str, str] = {}
        for match in _IMPORT.finditer(self.code):
            for part in match[1].split(","):
                if alias := _ALIAS.match(part.strip()):
                    whole, name = alias[1], alias[2]
                    found[name or whole.partition(".")[0]] = whole if name else whole.partition(".")[0]
        for match in _FROM.finditer(self.code):
            for part in (match[2] or match[3] or "").split(","):
                if (alias := _ALIAS.match(part.strip())) and "." not in alias[1]:
                    found[alias[2] or alias[1]] = f"{match[1]}.{alias[1]}"
        return found

    @cached_property
    def definitions(self) -> dict[str, int]:
        """Functions and classes that are written here, and where each one's `def` or `class` stands."""
        return {match[2]: match.start(1) for match in _DEFINITION.finditer(self.code)}

    @cached_property
    def assigned(self) -> dict[str, tuple[int, str]]:
        """Names that are set: where last, and what to, or the type that is told; "" where that isn't written."""
        found: dict[str, tuple[int, str]] = {}
        for match in _PARAMETERS.finditer(self.code):
            for one in re.finditer(r"(?:^|,)\s*\*{0,2}([^\W\d]\w*)", match[1]):
                found[one[1]] = (match.start(1) + one.start(1), "")
        for match in _TARGETS.finditer(self.code):
            for one in re.finditer(r"[^\W\d]\w*", match[1] or match[2]):
                found[one[0]] = (match.start(), "")
        for match in _ANNOTATED.finditer(self.code):
            found[match[1]] = (match.start(1), f"{match[2]}(")
        for match in _SET.finditer(self.code):
            names = [name.strip() for name in match[1].split(",")]
            for number, name in enumerate(names):
                said = f"{match[2]}(" if match[2] else match[3]
                found[name] = (match.start(1), said if len(names) == 1 else f"{said}#{number}")
        return found

    @cached_property
    def words(self) -> list[str]:
        """Every name that stands in the code by itself, the last one first."""
        return list(dict.fromkeys(reversed([match[0] for match in _NAME.finditer(self.code)])))

    @cached_property
    def attributes(self) -> set[str]:
        """Every name that stands behind a dot."""
        return set(re.findall(r"\.\s*([^\W\d]\w*)", self.code))

    @cached_property
    def of_self(self) -> list[str]:
        """What `self` has here: its attributes and the methods."""
        methods = re.findall(r"^[ \t]+def[ \t]+(\w+)", self.code, re.MULTILINE)
        return list(dict.fromkeys([*_OWN.findall(self.code), *methods]))

    def whole(self, dotted: str) -> str:
        """`dotted` as it would be called without this text's imports; "" where it isn't a library's name."""
        root, dot, rest = dotted.partition(".")
        if root in self.imports:
            return f"{self.imports[root]}{dot}{rest}"
        if root in USUAL and root not in self.assigned and root not in self.definitions:
            return f"{USUAL[root]}{dot}{rest}"
        return ""

    def kind_of(self, name: str) -> str:
        """The class that the value of `name` is likely one of, by its whole name; "" where it can't be guessed."""
        if name == "self":
            bases = ",".join(_BASES.findall(self.code))
            return "torch.nn.Module" if "Module" in bases else ""
        if name not in self.assigned:
            return ""
        said = self.assigned[name][1]
        for pattern, kind in _LITERALS:
            if pattern.match(said):
                return kind
        match = _FIRST_CALL.match(said)
        if not match:
            return ""
        called = match[1]
        whole = self.whole(called) or called
        if whole == "matplotlib.pyplot.subplots":
            return "matplotlib.axes.Axes" if said.endswith("#1") else "matplotlib.figure.Figure"
        if "." in called and not self.whole(called):
            root = called.partition(".")[0]  # a method gives mostly what it is a method of
            return self.kind_of(root) if root != name and self.kind_of(root) == TENSOR else ""
        return next((kind for start, kind in _GIVES if _is_of(whole, start)), "")


def _is_of(whole: str, start: str) -> bool:
    return whole.startswith(start) if start.endswith(".") else whole == start


def _is_closed(text: str) -> bool:
    quote = text[:3] if text[:3] in ("'''", '"""') else text[:1]
    return len(text) >= 2 * len(quote) and text.endswith(quote)
