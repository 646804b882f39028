"""Where in a TOML file a key stands: paths of keys to line numbers. *Any side.*

`tomli` says nothing of positions, and a fault without its line is half a fault. The scanner here reads
only source that `tomli` has already accepted, so it follows the grammar and checks nothing.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

# A key's path: names for tables, numbers for elements of arrays, such as ("page", 0, "exercise", "case", 2, "args").
KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BLANK_OR_COMMA = re.compile(r"(?:[ \t\r\n,]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BASIC = re.compile(r'"((?:[^"\\]|\\.)*)"')
_LITERAL = re.compile(r"'([^']*)'")
_LONG_BASIC = re.compile(r'"""(?:[^"\\]++|\\.|"(?!""))*"{3,5}', re.DOTALL)
_LONG_LITERAL = re.compile(r"'''(?:[^']++|'(?!''))*'{3,5}", re.DOTALL)
# Most lines of a lesson are `key = "text"` or open a long text: one match each, where the general way takes ten.
_PLAIN = re.compile(
    r"""([A-Za-z0-9_-]+)[ \t]*=[ \t]*
    (?: "(?!")[^"\\\n]*" | '(?!')[^'\n]*' | [\w.+-]+(?=\n) | '''(\n?)(?:[^']++|'(?!''))*'''(?!') )\n+""",
    re.VERBOSE,
)
_SCALAR = re.compile(r"[^,\]}#\n]*")


class Positions:
    """The lines of all keys of one TOML source that parses.

    Reading a course asks only where its tables and pages' texts begin; that takes a quick look. Only a fault
    needs the line of every key, and pays for the whole scan.
    """

    def __init__(self, source: str) -> None:
        self._source = source

    def line(self, path: KeyPath) -> int:
        """The line, from 1, on which `path` stands; of its nearest known parent if it has none of its own."""
        start = self._tables.starts.get(path)
        if start is not None:
            return self._line_of(start)
        for length in range(len(path), 0, -1):
            start = self._keys.starts.get(path[:length])
            if start is not None:
                return self._line_of(start)
        return 1

    def text_line(self, path: KeyPath, offset: int = 0) -> int:
        """The line on which line `offset` (from 0) of the text at `path` stands.

        A text written on one line has all its lines there.
        """
        start = self._tables.long.get(path)
        if start is None:
            start = self._keys.long.get(path)
        return self.line(path) if start is None else self._line_of(start) + offset

    def _line_of(self, start: int) -> int:
        return self._source.count("\n", 0, start) + 1

    @cached_property
    def _tables(self) -> Starts:
        return _scan_tables(self._source) or self._keys

    @cached_property
    def _keys(self) -> Starts:
        return _scan(self._source)


class Starts(NamedTuple):
    """Where keys begin, and where the texts of multi-line strings begin."""

    starts: dict[KeyPath, int]
    long: dict[KeyPath, int]


class _Tables:
    """The tables opened so far, and which of an array of tables is the last."""

    def __init__(self) -> None:
        self._last: dict[KeyPath, int] = {}

    def open(self, names: tuple[str, ...], one_more: bool) -> KeyPath:
        """The path of the table a header opens; `one_more` for `[[...]]`."""
        path: KeyPath = ()
        for name in names[:-1]:
            path = self._whole((*path, name))
        path = (*path, names[-1])
        if one_more:
            self._last[path] = self._last.get(path, -1) + 1
        return self._whole(path)

    def _whole(self, path: KeyPath) -> KeyPath:
        return (*path, self._last[path]) if path in self._last else path


# All of which a quick look needs to see: brackets, what may hide them, and headers that are plainly headers.
_LANDMARK = re.compile(
    r"""(?P<long>\"{3}(?:[^"\\]++|\\.|"(?!""))*"{3,5} | '{3}(?:[^']++|'(?!''))*'{3,5})
    | "(?:[^"\\\n]++|\\.)*" | '[^'\n]*' | \#[^\n]*
    | ^[ \t]*(?P<header>\[{1,2}[ \t]*[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*[ \t]*\]{1,2})[ \t]*(?:\#[^\n]*)?$
    | (?P<open>[\[{]) | (?P<close>[\]}])""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_TEXT_KEY = re.compile(r"^[ \t]*([A-Za-z0-9_-]+)[ \t]*=[ \t]*$", re.MULTILINE)


def _scan_tables(source: str) -> Starts | None:
    """Where tables with plain headers begin, and the multi-line strings in them; None if any header isn't plain."""
    found = Starts({}, {})
    tables = _Tables()
    table: KeyPath = ()
    depth = 0
    for match in _LANDMARK.finditer(source):
        kind = match.lastgroup
        if kind is None:
            continue
        if kind == "open":
            depth += 1
            if depth == 1 and not source[source.rfind("\n", 0, match.start()) + 1 : match.start()].strip():
                return None  # a bracket at a line's beginning, outside of any value
        elif kind == "close":
            depth -= 1
        elif depth:
            continue
        elif kind == "header":
            header = match["header"]
            table = tables.open(tuple(header.strip("[] \t").split(".")), header.startswith("[["))
            found.starts.setdefault(table, match.start("header"))
        else:
            begin = source.rfind("\n", 0, match.start()) + 1
            if key := _TEXT_KEY.match(source, begin, match.start()):
                start = match.start() + 3
                found.long[(*table, key[1])] = start + source.startswith("\n", start)
    return found


def _scan(source: str) -> Starts:
    """Where every key begins, and every multi-line string."""
    starts: dict[KeyPath, int] = {}
    long: dict[KeyPath, int] = {}
    tables = _Tables()

    def note(path: KeyPath, above: int, start: int) -> None:
        for length in range(above + 1, len(path) + 1):
            starts.setdefault(path[:length], start)

    def value(at: int, path: KeyPath) -> int:
        two, three = source[at], source[at : at + 3]
        if three in ('"""', "'''"):
            match = (_LONG_BASIC if three == '"""' else _LONG_LITERAL).match(source, at)
            assert match is not None
            newline = re.compile(r"\r?\n").match(source, at + 3)
            long[path] = newline.end() if newline else at + 3
            return match.end()
        if two in "\"'":
            match = (_BASIC if two == '"' else _LITERAL).match(source, at)
            assert match is not None
            return match.end()
        if two == "[":
            return elements(at + 1, path)
        if two == "{":
            return inline(at + 1, path)
        match = _SCALAR.match(source, at)
        assert match is not None
        return match.end()

    def elements(at: int, path: KeyPath) -> int:
        index = 0
        while True:
            at = _skip(_BLANK_OR_COMMA, source, at)
            if source[at] == "]":
                return at + 1
            starts[(*path, index)] = at
            at = value(at, (*path, index))
            index += 1

    def inline(at: int, path: KeyPath) -> int:
        while True:
            at = _skip(_BLANK_OR_COMMA, source, at)
            if source[at] == "}":
                return at + 1
            at = pair(at, path)

    def pair(at: int, table: KeyPath) -> int:
        start = at
        names, at = _key(source, at)
        path = (*table, *names)
        note(path, len(table), start)
        return value(_skip(_SPACE, source, at + 1), path)  # the key ends at its "="

    at, table = 0, ()  # type: tuple[int, KeyPath]
    end = len(source)
    while at < end:
        if plain := _PLAIN.match(source, at):
            path = (*table, plain[1])
            starts.setdefault(path, at)
            if plain[2] is not None:
                long[path] = plain.end(2)
            at = plain.end()
            continue
        at = _skip(_BLANK, source, at)
        if at == end:
            break
        if source.startswith("[[", at):
            names, after = _key(source, at + 2)
            table = tables.open(names, one_more=True)
            note(table, 0, at)
            at = after + 2
        elif source[at] == "[":
            names, after = _key(source, at + 1)
            table = tables.open(names, one_more=False)
            note(table, 0, at)
            at = after + 1
        else:
            at = pair(at, table)
    return Starts(starts, long)


def _key(source: str, at: int) -> tuple[tuple[str, ...], int]:
    """The parts of the (dotted, quoted) key at `at`, and where the sign after it stands."""
    names: list[str] = []
    while True:
        at = _skip(_SPACE, source, at)
        if source[at] == '"':
            match = _BASIC.match(source, at)
            assert match is not None
            names.append(_unescape(match[1]))
        elif source[at] == "'":
            match = _LITERAL.match(source, at)
            assert match is not None
            names.append(match[1])
        else:
            match = _BARE.match(source, at)
            assert match is not None
            names.append(match[0])
        at = _skip(_SPACE, source, match.end())
        if source[at] != ".":
            return tuple(names), at
        at += 1


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    import tomli

    return str(tomli.loads(f'k = "{text}"')["k"])


def _skip(pattern: re.Pattern[str], source: str, at: int) -> int:
    match = pattern.match(source, at)
    return match.end() if match else at
