"""Reading a sandbox profile as macOS does, as far as files go: rules in order, of which the last that fits decides."""

from __future__ import annotations

import re
from pathlib import Path

from tutor.runner.readable import around

_TOKENS = re.compile(r'\s+|;[^\n]*|#?"(?:\\.|[^"\\])*"|[()\']|[^\s()";\']+')


def parsed(text: str) -> list:
    """The forms of a profile: strings keep their quotes. Raises ValueError for what is none."""
    stack: list[list] = [[]]
    at = 0
    while at < len(text):
        token = _TOKENS.match(text, at)
        if token is None:
            raise ValueError(f"no token at {text[at : at + 30]!r}")
        at = token.end()
        word = token.group()
        if word.isspace() or word.startswith(";") or word == "'":
            continue
        if word == "(":
            stack.append([])
        elif word == ")":
            closed = stack.pop()
            if not stack:
                raise ValueError("one parenthesis too many")
            stack[-1].append(closed)
        else:
            stack[-1].append(word)
    if len(stack) != 1:
        raise ValueError("a parenthesis is open")
    return stack[0]


def unquoted(token: str) -> str:
    """What a string says."""
    return re.sub(r"\\(.)", r"\1", token[1:-1])


class Profile:
    """What a profile says of files and of executing programs."""

    def __init__(self, text: str) -> None:
        self.forms = parsed(text)
        if self.forms[:3] != [["version", "1"], ["deny", "default"], ["import", '"system.sb"']]:
            raise ValueError("it does not begin by refusing everything")
        self.rules: list[tuple[str, str, str, str]] = []  # allow or deny, what, kind of path, path
        for form in self.forms:
            if form[0] == "if":  # whatever it asks for is there
                form = form[2]
            if form[0] not in ("allow", "deny"):
                continue
            operations = [word for word in form[1:] if isinstance(word, str)]
            for kind, *paths in (each for each in form[1:] if isinstance(each, list)):
                for path in paths:
                    self.rules += [(form[0], operation, kind, unquoted(path)) for operation in operations]

    def allows(self, operation: str, path: str) -> bool:
        """Whether `operation`, one with an asterisk, may be done to `path`."""
        verdict = "deny"
        for kind, what, filter_, where in self.rules:
            fits = path == where if filter_ == "literal" else Path(path).is_relative_to(where)
            if what == operation and filter_ in ("literal", "subpath") and fits:
                verdict = kind
        return verdict == "allow"

    def may_execute(self, program: str) -> bool:
        """Whether `program` may be executed."""
        return self.allows("process-exec", program)

    def writable_folders(self) -> list[Path]:
        """Folders in which may be written."""
        return self._paths("allow", "file-write*", "subpath")

    def readable(self) -> list[Path]:
        """Paths that cover what may be read and nothing that may not."""
        hidden = self._paths("deny", "file-read*", "subpath")
        folders = [found for path in self._paths("allow", "file-read*", "subpath") for found in around(path, hidden)]
        named = self._paths("allow", "file-read*", "literal")
        return [*folders, *(path for path in named if path.is_file() or path.is_char_device())]

    def listable(self) -> list[Path]:
        """Folders that may be listed though not all in them may be read."""
        hidden = self._paths("deny", "file-read*", "subpath")
        split = [path for path in self._paths("allow", "file-read*", "subpath") if around(path, hidden) != [path]]
        named = self._paths("allow", "file-read*", "literal")
        return [*split, *(path for path in named if path.is_dir() and not path.is_symlink() and path != Path("/"))]

    def _paths(self, verdict: str, operation: str, kind: str) -> list[Path]:
        return [Path(path) for said, what, how, path in self.rules if (said, what, how) == (verdict, operation, kind)]
