r"""LaTeX mathematics, read into a small tree. *Any side.*

Only what mathematics needs: groups, commands with their arguments, raised and lowered scripts. `formula`
writes the tree again, on one line or for the drawing in two dimensions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tutor.language import _


class MathError(ValueError):
    """A formula that can't be read or drawn. The message says what stands in the way and what to do."""


@dataclass(frozen=True)
class Sign:
    """One character, standing for itself."""

    text: str


@dataclass(frozen=True)
class Command:
    r"""A command with its arguments, such as `\frac{a}{b}`; `option` is what stood in brackets."""

    name: str
    arguments: tuple[Group, ...] = ()
    option: str = ""


@dataclass(frozen=True)
class Group:
    """What stands between braces, or one thing alone where a group could stand."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Script:
    """Something raised ("^") or lowered ("_") beside what stood before."""

    sign: str
    body: Group


@dataclass(frozen=True)
class Environment:
    r"""`\begin{name}` to `\end{name}`, as it is written."""

    name: str
    source: str


Item = Sign | Command | Group | Script | Environment

# How many arguments a command takes; those not named take none.
ARGUMENTS = {"frac": 2, "tfrac": 2, "dfrac": 2, "cfrac": 2, "binom": 2, "dbinom": 2, "sqrt": 1, "substack": 1}
_FONTS = ("mathrm", "mathbf", "mathsf", "mathtt", "mathit", "mathnormal", "mathcal", "mathfrak", "mathbb", "mathscr")
_ACCENTS = ("acute", "bar", "breve", "check", "ddot", "dot", "grave", "hat", "mathring", "tilde", "vec")
ARGUMENTS |= dict.fromkeys((*_FONTS, "operatorname", "text", *_ACCENTS, "widehat", "widetilde"), 1)

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}^_]|\s+|.", re.DOTALL)
LONGEST = 2_000  # characters: ten times the longest formula of a textbook, and drawn in less than a second
_NAME = re.compile(r"\s*\{([A-Za-z]+\*?)\}")
_VERBATIM = re.compile(r"\s*\{([^{}]*)\}")


def parse(source: str) -> Group:
    """The tree of a formula, written without its dollar signs. Raises MathError."""
    if len(source) > LONGEST:
        raise MathError(_("it is longer than {n} characters; part it").format(n=LONGEST))
    reader = _Reader(source)
    items = reader.items(closing="")
    return Group(tuple(items))


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def _next(self) -> str:
        """The next token, "" at the end; blanks mean nothing in mathematics."""
        while self.at < len(self.source):
            match = _TOKEN.match(self.source, self.at)
            assert match is not None
            self.at = match.end()
            if not match[0].isspace():
                return match[0]
        return ""

    def items(self, closing: str) -> list[Item]:
        """All items up to the `closing` sign, which is read too."""
        found: list[Item] = []
        while token := self._next():
            if token == closing:
                return found
            if token == "}":
                raise MathError(_("a } closes nothing; open its brace, or write \\}"))
            found.append(self._item(token))
        if closing:
            raise MathError(_("a { is never closed; close it, or write \\{"))
        return found

    def _item(self, token: str) -> Item:
        if token == "{":
            return Group(tuple(self.items("}")))
        if token in "^_":
            return Script(token, self._argument(_("the {token}").format(token=token)))
        if not token.startswith("\\"):
            return Sign(token)
        if token == "\\":
            raise MathError(_("a backslash ends the formula; write the command behind it"))
        name = token[1:]
        if name == "begin":
            return self._environment()
        if name == "end":
            raise MathError(_("\\end without its \\begin; write both"))
        if name in ("text", "operatorname", "mathrm") and (verbatim := _VERBATIM.match(self.source, self.at)):
            self.at = verbatim.end()
            return Command(name, (Group(tuple(Sign(character) for character in verbatim[1])),))
        option = ""
        if name == "sqrt" and (degree := re.compile(r"\s*\[([^\]]*)\]").match(self.source, self.at)):
            option, self.at = degree[1], degree.end()
        return Command(name, tuple(self._argument(token) for _ in range(ARGUMENTS.get(name, 0))), option)

    def _argument(self, whose: str) -> Group:
        token = self._next()
        if token in ("", "}", "^", "_"):
            raise MathError(_("nothing stands behind {whose}; write what belongs there").format(whose=whose))
        item = self._item(token)
        return item if isinstance(item, Group) else Group((item,))

    def _environment(self) -> Environment:
        name = _NAME.match(self.source, self.at)
        if not name:
            raise MathError(_("\\begin without a {name}; write one, such as {bmatrix}"))
        start = name.end()
        end = re.compile(r"\\end\s*\{" + re.escape(name[1]) + r"\}").search(self.source, start)
        inner = self.source[start : end.start()] if end else ""
        if not end or "\\begin" in inner:
            raise MathError(
                _("\\begin{{{name}}} has no \\end of its own; write it (they can't be nested)").format(name=name[1])
            )
        self.at = end.end()
        return Environment(name[1], inner)
