"""The fenced code of a page, and what each fence is for. *Any side.*"""

from __future__ import annotations

from dataclasses import dataclass

from tutor.course.markdown import tokens

# What may follow a fence's language, in the forms course-format has.
KNOWN = {
    "python": (("run",), ("run", "error"), ("show",), ("plot",)),
    "broadcast": ((),),
    "text": ((),),
    "": ((),),
}


@dataclass(frozen=True)
class Fence:
    """One fence. `line` is the line of the text, from 0, on which the fence opens; the code begins on the next."""

    language: str
    flags: frozenset[str]
    code: str
    line: int

    @property
    def runs(self) -> bool:
        """Whether its code is executed, so that it has an output."""
        return self.language == "python" and not self.flags.isdisjoint(("run", "plot"))

    @property
    def raises(self) -> bool:
        """Whether its code is executed and must raise."""
        return self.runs and "error" in self.flags


def read_fence(info: str, code: str, line: int) -> Fence:
    """The fence with the words `info` behind its opening signs."""
    words = info.split()
    return Fence(words[0] if words else "", frozenset(words[1:]), code, line)


def fences(text: str) -> list[Fence]:
    """The fences of a Markdown text, in order, those in lists and quotes included."""
    return [
        read_fence(token.info, token.content, token.map[0] if token.map else 0)
        for token in tokens(text)
        if token.type == "fence"
    ]
