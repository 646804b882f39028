"""The rest of the name that is being typed, if one can guess it. *Any side.*

Plain functions over text and tables of names; `ghost` draws what they give. Nothing is asked of a library here.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tutor.course.draft_names import TENSOR, Draft

SHORTEST = 2  # letters of a name that stands by itself, before it is completed

# Where the class of a value is unknown it is likely a tensor: that is what the course is about.
GUESS = (TENSOR,)

_TYPED = re.compile(r"(?P<chain>(?:[^\W\d]\w*\s*\.\s*)*)(?P<typed>[^\W\d]\w*)$")
_CLOSED = re.compile(r"[\s)\]},:;]*$")
# What is named anew here, so that no name there is fits.
_NEW = re.compile(r"(^|\s)(def|class|as|lambda)\s+\w*$|^\s*(async\s+)?def\b|^\s*for\s+[\w, (]*$|^\s*global\b")
_FROM = re.compile(r"^\s*from\s+(?P<module>[\w.]+)\s+import\s[\w\s,(]*$")
_MODULE = re.compile(r"^\s*(from|import)\s+[\w.,\s]*$")
_WORD = re.compile(r"(?<![\w.])[^\W\d]\w*")
_BUILTINS = tuple(sorted((one for one in dir(builtins) if one[0] != "_"), key=lambda one: (one[0].isupper(), one)))
_KEYWORDS = tuple(keyword.kwlist)


@dataclass(frozen=True)
class Tables:
    """The names that the installed packages have.

    `names` are those of each module and class, by its whole name; `taught` counts the pages that teach a name, be it
    "torch.where" or, as a method, ".expand".
    """

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    taught: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ranked", {})

    def of(self, whole: str) -> Sequence[str]:
        """The names of one module or class, those that the course teaches most first."""
        ranked: dict[str, Sequence[str]] = self.__dict__["_ranked"]
        if whole not in ranked:
            found = self.names.get(whole, ())
            ranked[whole] = sorted(found, key=lambda name: (-self._weight(whole, name), name.startswith("_"), name))
        return ranked[whole]

    def _weight(self, whole: str, name: str) -> int:
        short = _SHORT.get(whole, whole)
        return max(self.taught.get(f"{short}.{name}", 0), self.taught.get(f".{name}", 0) if _is_class(whole) else 0)

    @cached_property
    def modules(self) -> Sequence[str]:
        """The modules, by whole name."""
        return sorted(one for one in self.names if not _is_class(one))


_SHORT = {"numpy": "np", "pandas": "pd", "matplotlib.pyplot": "plt"}  # as the course's index calls them


def _is_class(whole: str) -> bool:
    return whole.rpartition(".")[2][:1].isupper() or whole.startswith("builtins.") or whole.endswith("ndarray")


@dataclass
class Completer:
    """Completes names in one text. `more` are names from elsewhere that may be wanted: the page's."""

    tables: Tables = field(default_factory=Tables)
    more: Sequence[str] = ()

    def rest(self, draft: Draft, before: str, after: str) -> str:
        """What is missing of the likeliest name that ends at the cursor; "" where none is likely.

        `before` and `after` are the parts of the line around the cursor, which stands in code, and in no string;
        `draft` is the text without this line.
        """
        if not _CLOSED.match(after) or _NEW.search(before):
            return ""
        match = _TYPED.search(before)
        if not match:
            return ""
        typed, chain = match["typed"], re.sub(r"\s", "", match["chain"]).rstrip(".")
        if module := _FROM.match(before):
            return _first(typed, self.tables.of(module["module"]))
        if _MODULE.match(before):
            return _first(f"{chain}.{typed}" if chain else typed, self.tables.modules)
        hangs = before[: match.start()].rstrip()
        if not chain and hangs.endswith("."):
            value = hangs[:-1].rstrip()[-1:]
            if value in ")]":
                return _first(typed, self._methods(draft))
            return _first(typed, self.tables.of("builtins.str")) if value in "\"'" else ""
        if chain:
            return _first(typed, self._attributes(draft, chain))
        if len(typed) < SHORTEST:
            return ""
        here = reversed(_WORD.findall(before[: match.start()]))
        return _first(typed, (*here, *draft.words, *self.more, *_KEYWORDS, *_BUILTINS))

    def _attributes(self, draft: Draft, chain: str) -> Iterable[str]:
        whole = draft.whole(chain)
        if whole:
            # What is no module and no class is a value of one: torch.pi has nothing that one would ask for.
            return self.tables.of(whole) or self.tables.of(TENSOR if whole.endswith((".grad", ".data", ".T")) else "")
        if chain == "self":
            return (*draft.of_self, *self.tables.of(draft.kind_of("self")))
        kind = "" if "." in chain else draft.kind_of(chain)
        if kind:
            return self.tables.of(kind)
        if chain in draft.definitions or ("." not in chain and _is_plain_value(draft, chain)):
            return sorted(draft.attributes)
        return self._methods(draft)

    def _methods(self, draft: Draft) -> Iterable[str]:
        return (*(name for whole in GUESS for name in self.tables.of(whole)), *sorted(draft.attributes))


def _is_plain_value(draft: Draft, name: str) -> bool:
    said = draft.assigned.get(name, (0, ""))[1].strip()
    return said in ("None", "True", "False")


def _first(typed: str, names: Iterable[str]) -> str:
    """The rest of the first name that begins with `typed`; nothing where that is a whole name by itself."""
    best = ""
    hidden = not typed.startswith("_")
    for name in names:
        if name == typed:
            return ""
        if not best and name.startswith(typed) and not (hidden and name.startswith("_")):
            best = name[len(typed) :]
    return best
