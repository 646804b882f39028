"""Damage done to files by chance: to their bytes, to their words, and to the values they hold.

Everything is drawn from the `random.Random` that is given, so the same seed does the same damage.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

Change = Callable[[bytes, random.Random], bytes]

# What readers stumble over: signs of TOML, JSON, Markdown, LaTeX and Python, and characters that act on a terminal.
WORDS = [
    *(b"[", b"]", b"[[", b"]]", b"[[page]]", b"{", b"}", b"'''", b'"""', b'"', b"'", b"=", b",", b"#", b":", b"\\"),
    *(b"\n", b"\r", b"\r\n", b"\t", b"\0", b"\x1b[2J", b"\x1b]0;x\x07", b"\x7f", b"\xff", b"\xc3\x28", b"\xed\xa0\x80"),
    *(b"\xef\xbb\xbf", "\u202e\u2066".encode(), "\u200b".encode(), "e\u0301".encode() * 3, "\U0001f469".encode()),
    *("张量，形状。".encode(), b"nan", b"-inf", b"1e999", b"-0", b"99999999999999999999999", b"0x7fffffffffffffff"),
    *(b"true", b"null", b"1979-05-27T07:32:00Z", b"[" * 300, b"(" * 300, b"{" * 300, b'{"a":' * 300, b"a." * 300),
    *(b"```python run\n", b"```", b"~~~", b"$", b"$$", b"\\frac{", b"\\begin{matrix}", b"^{" * 60, b"> " * 60),
    *(b"- " * 60, b"![](", b"](", b"|a|b|\n|-|-|\n", b"<script>", b"&#0;", b"***", b"__import__('os')", b"lambda: "),
    *(b"f'{", b"def f(:\n", b"if 1:\n" * 30, b"    " * 200, b"\\N{", b"*" * 500, b"-" * 2000, b"x" * 5000),
]
# What may stand where something else was meant.
VALUES: list[Any] = [
    *(None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63), 10**30, 0.5, -0.0, 1e308, float("inf"), float("nan")),
    *("", " ", "x", "a/b/c", "../../etc/passwd", "{n}", "{}", "%s", "\n", "a\nb", "\x1b[31m", "\u202e", "张量"),
    *(
        "é" * 50,
        "x" * 5000,
        "```python run\n1/0\n```",
        "$\\frac{1}{",
        "`",
        "torch.ones(",
        "0",
        "1e999",
        "tensors/shape",
    ),
    *("0000-00-00", "99999-12-31T00:00:00Z", "2026-02-30", "\ud800", "\0", "\ufeff", "e\u0301" * 20, "x\r\ny\rz"),
    *(-2, 2**31 - 1, 2**63 - 1, 4102444800.5, 1e-320, "builtin", "folder:/", "course:x", "passed", "torch.ones(2)"),
    *([], {}, [[]], [{}], {"": {}}, [None], [1, "a", []], ["x"] * 200, {"id": "x", "kind": "choice"}),
]


def damaged(data: bytes, chance: random.Random, changes: Sequence[Change] | None = None) -> bytes:
    """`data` with one to four things done to it."""
    for _ in range(chance.choice([1, 1, 1, 2, 2, 3, 4])):
        data = chance.choice(changes or BYTES)(data, chance)
    return data


def _span(data: bytes, chance: random.Random, most: int = 200) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(1, most))


def flip(data: bytes, chance: random.Random) -> bytes:
    """A few bits turned over."""
    held = bytearray(data)
    for _ in range(chance.randrange(1, 9) if held else 0):
        held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
    return bytes(held)


def cut_short(data: bytes, chance: random.Random) -> bytes:
    """The end is missing."""
    return data[: chance.randrange(len(data) + 1)]


def cut_out(data: bytes, chance: random.Random) -> bytes:
    """A piece is missing."""
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def doubled(data: bytes, chance: random.Random) -> bytes:
    """A piece stands twice, or many times."""
    start, end = _span(data, chance)
    return data[:start] + data[start:end] * chance.choice([2, 2, 3, 50]) + data[end:]


def swapped(data: bytes, chance: random.Random) -> bytes:
    """Two pieces stand in each other's place."""
    one, two, three, four = sorted(chance.randrange(len(data) + 1) for _ in range(4))
    return data[:one] + data[three:four] + data[two:three] + data[one:two] + data[four:]


def inserted(data: bytes, chance: random.Random) -> bytes:
    """Something stands where nothing was."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(WORDS) + data[at:]


def overwritten(data: bytes, chance: random.Random) -> bytes:
    """Something stands in place of something else."""
    start, end = _span(data, chance, 30)
    return data[:start] + chance.choice(WORDS) + data[end:]


def line_moved(data: bytes, chance: random.Random) -> bytes:
    """A line stands elsewhere, or is gone."""
    lines = data.split(b"\n")
    line = lines.pop(chance.randrange(len(lines)))
    if chance.random() < 0.7:
        lines.insert(chance.randrange(len(lines) + 1), line)
    return b"\n".join(lines)


def noise(data: bytes, chance: random.Random) -> bytes:
    """A piece is noise."""
    start, end = _span(data, chance)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def rewritten(data: bytes, chance: random.Random) -> bytes:
    """The same text as another editor saves it: with other ends of lines, another encoding, a mark before it."""
    text = data.decode("utf-8", "replace")
    ways: list[Callable[[], bytes]] = [
        lambda: data.replace(b"\n", b"\r\n"),
        lambda: data.replace(b"\n", b"\r"),
        lambda: data.replace(b"\n", b"\n\r", 3),
        lambda: b"\xef\xbb\xbf" + data,
        lambda: b"\xef\xbb\xbf" * 2 + data,
        lambda: text.encode("utf-16"),
        lambda: text.encode("utf-16-be"),
        lambda: text.encode("utf-32"),
        lambda: text.encode("latin-1", "replace"),
        lambda: text.encode("gbk", "replace"),
        lambda: text.encode("utf-7"),
        lambda: data.replace(b" ", "\u00a0".encode()),
        lambda: data.replace(b"\n", "\u2028".encode()),
        lambda: data.replace(b"\n", b" "),
        lambda: data + b"\x1a",
        lambda: data.rstrip() + b"\0",
    ]
    return chance.choice(ways)()


def key_doubled(data: bytes, chance: random.Random) -> bytes:
    """A line that names something stands once more, elsewhere or just behind."""
    lines = data.split(b"\n")
    named = [at for at, line in enumerate(lines) if b"=" in line or b":" in line or line.startswith(b"[")]
    if named:
        at = chance.choice(named)
        lines.insert(at + 1 if chance.random() < 0.7 else chance.randrange(len(lines)), lines[at])
    return b"\n".join(lines)


BYTES: tuple[Change, ...] = (
    *(flip, cut_short, cut_out, doubled, swapped, inserted, inserted),
    *(overwritten, overwritten, line_moved, line_moved, noise, rewritten, key_doubled),
)


def changed(value: Any, chance: random.Random) -> Any:
    """`value`, plain data, with one to three places in it holding something else, gone, doubled or renamed."""
    held = {"": deepcopy(value)}
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        _change(chance.choice(places_of(held)), chance)
    return held[""]


def places_of(value: Any) -> list[tuple[Any, Any]]:
    """Every container within `value` with each of its keys."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one))
        for key in keys:
            found.append((one, key))
            if isinstance(one[key], dict | list):
                waiting.append(one[key])
    return found


def _change(place: tuple[Any, Any], chance: random.Random) -> None:
    inside, key = place
    match chance.randrange(8):
        case 0 if key != "":
            del inside[key]
        case 1 if isinstance(inside, list):
            inside.insert(key, deepcopy(inside[key]))
        case 1 if key != "":
            inside[chance.choice(["", "idd", "titel", "a b", "张", f"{key}s"])] = inside.pop(key)
        case 2:
            inside[key] = [inside[key]]
        case 3 if isinstance(inside[key], str):
            text = inside[key].encode("utf-8", "surrogatepass")
            inside[key] = damaged(text, chance).decode("utf-8", "replace")
        case 4 if isinstance(inside[key], int | float) and not isinstance(inside[key], bool):
            number = inside[key]
            inside[key] = chance.choice([-number, number + 1, float(number) * 1e6, str(number), 10**20])
        case _:
            inside[key] = deepcopy(chance.choice(VALUES))


def changed_json(data: bytes, chance: random.Random) -> bytes:
    """The JSON in `data` with other values in it; NaN and infinities among them, as careless programs write them."""
    return json.dumps(changed(json.loads(data), chance)).encode()


def changed_toml(data: bytes, chance: random.Random) -> bytes:
    """The TOML in `data` with other values in it, written without comments and on few lines."""
    import tomli

    return as_toml(changed(tomli.loads(data.decode()), chance))


def as_toml(value: Any) -> bytes:
    """`value`, plain data, as TOML on few lines."""
    if not isinstance(value, dict):
        return b"value = " + _toml(value).encode("utf-8", "replace")
    return "".join(f"{_key(name)} = {_toml(item)}\n" for name, item in value.items()).encode("utf-8", "replace")


def _key(name: object) -> str:
    return json.dumps(str(name), ensure_ascii=False).replace("\x7f", "\\u007f")


def _toml(value: Any) -> str:
    match value:
        case None:
            return '""'
        case bool():
            return "true" if value else "false"
        case dict():
            return "{" + ", ".join(f"{_key(name)} = {_toml(item)}" for name, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case str():
            return _key(value)
        case float():
            return repr(value)  # nan and inf are TOML's words too
    return str(value)
