"""Values that are well formed and far too much: nested by the thousand, numbers without end, texts that take for ever.

What is broken is refused at the first sign that is wrong. These are read to the end, and whatever then walks over them
by calling itself, counts them in pairs or writes them out has to stand them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.soak.mutations import Change, as_toml, places_of

Bomb = Callable[[int], str] | str  # what makes one of a size, or one that has its size

# Python that parses, however deep: no parenthesis is needed for it. Some end Python's own compiler.
PYTHON: dict[str, Bomb] = {
    "signs": lambda n: "-" * n + "1",
    "nots": lambda n: "not " * n + "x",
    "sum": lambda n: "+".join(["x"] * n),
    "powers": lambda n: "x**" * n + "1",
    "attributes": lambda n: "torch" + ".nn" * n,
    "calls": lambda n: "f" + "()" * n,
    "places": lambda n: "x" + "[0]" * n,
    "brackets": lambda n: "[" * n + "]" * n,
    "parentheses": lambda n: "(" * n + "1" + ")" * n,
    "open parentheses": lambda n: "(" * n,
    "lambdas": lambda n: "lambda:" * n + "1",
    "choices": lambda n: "1 if x else " * n + "0",
    "comparisons": lambda n: "<".join(["x"] * n),
    "loops": lambda n: "[0 " + "for x in y " * n + "]",
    "pairs": lambda n: "{0: 0 " + "for x in y " * n + "}",
    "named": lambda n: "f(" + ",".join(f"a{i}=1" for i in range(n)) + ")",
    "branches": lambda n: "if x: pass\n" + "elif x: pass\n" * n,
    "blocks": lambda n: "".join(" " * i + "if x:\n" for i in range(min(n, 200))) + " " * 200 + "pass\n",
    "targets": lambda n: "a = " * n + "1",
    "strings": lambda n: "f'{x}' " * n,
    "hexadecimal": lambda n: "0x" + "f" * n,
    "digits": lambda n: "9" * n,
    "lines": lambda n: "x = 1\n" * n,
    "row": lambda n: "[" + "1, " * n + "]",
    "tensor": lambda n: f"torch.Size([{'9' * min(n, 4000)}, 0x{'f' * n}])",
}

MARKDOWN: dict[str, Bomb] = {
    "quotes": lambda n: "> " * n + "x",
    "lists": lambda n: "- " * n + "x",
    "deeper lists": lambda n: "\n".join("  " * i + "- x" for i in range(min(n, 400))),
    "stars": lambda n: "*a " * n,
    "strong": lambda n: "**a " * n + "b**" * n,
    "brackets": lambda n: "[" * n + "a" + "](b)" * min(n, 500),
    "pictures": lambda n: "![" * n,
    "ticks": lambda n: " ".join("`" * i for i in range(1, min(n, 300))),
    "dollars": lambda n: "$" * n,
    "formulas": lambda n: "$x$ " * n,
    "fractions": lambda n: "$" + "\\frac{" * n + "1" + "}{2}" * n + "$",
    "exponents": lambda n: "$" + "x^{" * n + "2" + "}" * n + "$",
    "roots": lambda n: "$$" + "\\sqrt{" * n + "2" + "}" * n + "$$",
    "matrix": lambda n: "$$\\begin{matrix}" + "1 & 2 \\\\ " * n + "\\end{matrix}$$",
    "sizes": lambda n: "$$" + "\\left(" * n + "x" + "\\right)" * n + "$$",
    "open braces": lambda n: "$" + "{" * n + "$",
    "columns": lambda n: "|a" * min(n, 3000) + "|\n" + "|-" * min(n, 3000) + "|\n" + "|b" * min(n, 3000) + "|",
    "rows": lambda n: "|a|b|\n|-|-|\n" + "|1|2|\n" * min(n, 3000),
    "tags": lambda n: "<a " * n,
    "entities": lambda n: "&#x110000;&amp" * n,
    "word": lambda n: "x" * n,
    "wide word": lambda n: "张" * n,
    "marks": lambda n: "e" + "\u0301" * n,
    "empty fences": lambda n: "```\n" * n,
    "fences": lambda n: "```python run\n1\n```\n" * min(n, 1000),
    "headings": lambda n: "# a\n" * n,
    "rules": lambda n: "---\n" * n,
    "links": lambda n: "[a]: b\n" * n + "[a]" * n,
}
# Fences of every kind with something in them that nobody means. `{}` holds Python that is far too much.
FENCES = (
    *("```broadcast\n99999999999999999999 1\n1\n```", "```broadcast\n-1 2\n```", "```broadcast\n```"),
    *("```broadcast\n(2, 3)\nx\n```", "```broadcast\n\x00\n```", "```broadcast\n张 2\n3\n```", "```broadcast\n2 3"),
    *("```broadcast\n" + "2 " * 500 + "\n3\n```", "```broadcast\n" + "2\n" * 500 + "```", "```broadcast x\n1\n```"),
    *("```python run\n{}\n```", "```python run error\n{}\n```", "```python show\n{}\n```", "```python plot\n{}\n```"),
    *("```hist\n1 2 3\n```", "```plot\n1\n```", "```python run plot error show\n1\n```", "``` \n{}\n```"),
    *("~~~py\n{}\n~~~", "```python run\n\x0c\r1\n```", "```python run\n    1\n```"),
    *("- > ```python run\n  > {}\n  > ```", "````\n```\n{}\n````"),
)

TOML: dict[str, Bomb] = {
    "lists": lambda n: "[" * n + "]" * n,
    "open lists": lambda n: "[" * n,
    "tables": lambda n: "{a = " * n + "1" + "}" * n,
    "digits": lambda n: "9" * n,
    "hexadecimal": lambda n: "0x" + "f" * n,
    "fraction": lambda n: "0." + "1" * n,
    "exponent": lambda n: "1e" + "9" * min(n, 400),
    "row": lambda n: "[" + "1," * n + "]",
    "rows": lambda n: "[" + "[]," * n + "]",
    "text": lambda n: '"' + "x" * n + '"',
    "wide text": lambda n: '"' + "张" * n + '"',
    "lines": lambda n: '"""' + "\n" * n + '"""',
    "names": lambda n: "{" + ", ".join(f"a{i} = 1" for i in range(n)) + "}",
    "dotted": lambda n: "{" + ".".join("a" * n) + " = 1}",
    "date": "0001-01-01",
    "last date": "9999-12-31T23:59:59.999999+00:01",
    "no date": "0000-00-00",
    "far year": "99999-01-01",
    "hour": "23:59:60",
    "no character": '"\\uD800"',
    "beyond": '"\\U00110000"',
    "zero": '"\\u0000"',
    "orders": '"\\u001b[2J\\u202e"',
}
JSON: dict[str, Bomb] = {
    "lists": lambda n: "[" * n + "]" * n,
    "open lists": lambda n: "[" * n,
    "objects": lambda n: '{"a":' * n + "1" + "}" * n,
    "digits": lambda n: "9" * n,
    "exponent": lambda n: "1e" + "9" * min(n, 400),
    "fraction": lambda n: "0." + "1" * n,
    "text": lambda n: '"' + "x" * n + '"',
    "half a pair": '"\\ud800"',
    "zero": '"\\u0000"',
    "orders": '"\\u001b[2J\\u202e"',
    "twice": '{"a": 1, "a": 2, "version": 1, "version": 2}',
    "not a number": "NaN",
    "without end": "-Infinity",
}
SIZES = (3, 60, 190, 300, 420, 700, 950, 1100, 1600, 3000, 4400)
LARGE = (20_000, 100_000)  # now and then: each takes a moment
# Which keys of a lesson hold Python. All other texts are read as Markdown, or as plain words.
CODE = frozenset({"args", "kwargs", "let", "code", "setup", "test", "ask", "run", "call_result"})


def of(bombs: dict[str, Bomb], chance: random.Random) -> str:
    """One of `bombs`, of one size or another."""
    size = chance.choice(LARGE if chance.random() < 0.02 else SIZES)
    bomb = bombs[chance.choice(sorted(bombs))]
    return bomb if isinstance(bomb, str) else bomb(size)


def python(chance: random.Random) -> str:
    """Python that is far too much."""
    return of(PYTHON, chance)


def markdown(chance: random.Random) -> str:
    """A page's text that is far too much, or whose fences are."""
    if chance.random() < 0.3:
        return "Words.\n\n" + chance.choice(FENCES).replace("{}", python(chance)) + "\n"
    return of(MARKDOWN, chance)


def bombed_toml(data: bytes, chance: random.Random) -> bytes:
    """The TOML in `data` with one value, or what a text in it says, far too much."""
    import tomli

    value = tomli.loads(data.decode())
    inside, key, names = _place(value, chance)
    if isinstance(inside[key], str) and chance.random() < 0.7:
        inside[key] = python(chance) if CODE & names or chance.random() < 0.1 else markdown(chance)
        return as_toml(value)
    return _in_place(inside, key, as_toml, value, of(TOML, chance))


def bombed_json(data: bytes, chance: random.Random) -> bytes:
    """The JSON in `data` with one value far too much."""
    import json

    value = json.loads(data)
    inside, key, _ = _place(value, chance)
    return _in_place(inside, key, lambda whole: json.dumps(whole).encode(), value, of(JSON, chance))


def bombed_python(data: bytes, chance: random.Random) -> bytes:
    """The answer in `data` with something far too much in it, or in its place."""
    bomb = python(chance).encode()
    if chance.random() < 0.4:
        return bomb + b"\n"
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    if chance.random() < 0.6:
        lines.insert(at, bomb)
        return b"\n".join(lines)
    return data.replace(b"return ", b"return " + bomb + b" + " if b"\n" not in bomb else b"return ")


def _place(value: Any, chance: random.Random) -> tuple[Any, Any, set[Any]]:
    """A place in `value`: what it is in, its key there, and the keys on the way to it as far as they are told."""
    found = places_of(value)
    inside, key = chance.choice(found)
    names = {key} | {name for holder, name in found if holder[name] is inside}
    return inside, key, names


_MARK = "far too much stands here"


def _in_place(inside: Any, key: Any, write: Callable[[Any], bytes], whole: Any, bomb: str) -> bytes:
    inside[key] = _MARK
    return write(whole).replace(f'"{_MARK}"'.encode(), bomb.encode())


KEYS: tuple[Bomb, ...] = (
    lambda n: ".".join("a" * n) + " = 1\n",
    lambda n: "[" + ".".join("a" * n) + "]\n",
    lambda n: "".join(f"[a{i}]\n" for i in range(n)),
    lambda n: "".join(f"a{i} = 1\n" for i in range(n)),
    lambda n: "[[page]]\n" * n,
    '"" = 1\n',
    '"\\u0000" = 1\n',
    lambda n: "x" * n + " = 1\n",
    lambda n: "".join("[" + ".".join("a" * i) + "]\n" for i in range(1, min(n, 300))),
)


def more_keys(data: bytes, chance: random.Random) -> bytes:
    """Keys and tables by the thousand, before or behind what is there."""
    size = chance.choice(SIZES)
    bomb = chance.choice(KEYS)
    more = (bomb if isinstance(bomb, str) else bomb(size)).encode()
    return chance.choice([more + data, data + b"\n" + more])


TOML_BOMBS: tuple[Change, ...] = (bombed_toml, bombed_toml, bombed_toml, more_keys)
