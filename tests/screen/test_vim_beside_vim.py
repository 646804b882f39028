"""Protects that vim's keys do here what they do in vim itself, where one is installed."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.screen.test_vim import pressed
from tutor.screen.vim.doing import Register
from tutor.screen.vim.machine import Vim

PROGRAM = shutil.which("vim") or shutil.which("vim.tiny") or shutil.which("vi")
TEXTS = (
    "one two, three\n  four(five, 'six') seven\n\neight nine\n    ten\n",
    'x = [a, b(c)]\ny = "text here"\n\n\n  z = {1, 2}\nlast',
    "a\nbb\nccc\ndddd\n",
    "word",
    "f(g(h, i), j)\nk l m n o p\n",
)
# What vim keeps between commands (the last change, the last search) is only called upon right after it was made.
MOTIONS = (
    *("h", "l", "w", "b", "e", "W", "B", "E", "0", "^", "$", "j", "k", "gg", "G", "2G", "3l", "2w", "2e", "2b"),
    *("fe", "Fe", "te", "Te", "f,", "t,", "%", "}", "+", "-", "2j", "g_"),
)
SURE = ("0", "^", "$", "gg", "G", "2G", "g_")  # those that lead somewhere from wherever they start
LOOKING = ("fe;", "te;", "Fe;", "fe,", "f,;")
OBJECTS = ("iw", "aw", "iW", "aW", "i(", "a(", "i[", "a[", 'i"', 'a"', "i'", "ip", "ap", "i{")
SINGLES = ("x", "X", "D", "~", "J", "p", "P", "rz", "2x", "3~", "3J", "dd", "yy", "Y", "2dd", ">>", "<<", "2>>")
AGAIN = ("x.", "dw.", "x2.", "dd.", ">>.", "iq\x1b.", "oq\x1b.", "2iq\x1b.", "cwq\x1b.")
WRITES = tuple(f"{one}q\x1b" for one in ("i", "a", "I", "A", "o", "O", "s", "S", "C", "cc", "2i", "2A"))


def some_keys(chance: random.Random) -> list[str]:
    """A few commands, one after another."""
    keys = []
    for _ in range(chance.randint(1, 5)):
        what = chance.random()
        if what < 0.35:
            keys.append(chance.choice(MOTIONS))
        elif what < 0.6:
            end = chance.choice(MOTIONS + OBJECTS)
            operator = chance.choice("dyc<>d")
            keys.append(operator + end + ("q\x1b" if operator == "c" else ""))
        elif what < 0.75:
            keys.append(chance.choice(SINGLES))
        elif what < 0.8:
            keys.append(chance.choice(LOOKING + AGAIN))
        elif what < 0.88:
            keys.append(chance.choice(WRITES))
        else:
            keys += [chance.choice("vV"), chance.choice(SURE)]
            keys.append(chance.choice(("d", "y", "~", ">", "J", "x", "cq\x1b", "p", "\x1b")))
    return keys


def in_vim(cases: list[tuple[str, int, list[str]]], folder: Path) -> list[list[object]]:
    """What the lines and the cursor's line and column are in vim, for each text, cursor and keys."""
    script = ["set ww= sw=4 ts=4 et ai nosr nojs noswapfile sol bs=2 viminfo= ul=100 enc=utf-8 wrapscan noic noscs"]
    script.append("let out = []")
    for text, cursor, keys in cases:
        before = text[:cursor]
        row, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        lines = text.split("\n")
        quoted = ", ".join("'" + line.replace("'", "''") + "'" for line in lines)
        # Each by itself: what fails ends only itself, as where they are typed.
        spelled = [one.replace('"', '\\"').replace("\x1b", "\\<Esc>") for one in keys]
        script += [
            "enew! | setlocal ai sw=4 et",
            f"call setline(1, [{quoted}])",
            "call setreg('\"', 'zz')",
            "call setreg('/', '')",
            f"call cursor({row}, {column})",
            *(f'silent! exe "normal! {one}"' for one in spelled),
            "call add(out, [getline(1, '$'), line('.'), col('.')])",
        ]
    script += [f"call writefile([json_encode(out)], '{folder}/out.json')", "qa!"]
    (folder / "script.vim").write_text("\n".join(script) + "\n")
    command = [str(PROGRAM), "-u", "NONE", "-i", "NONE", "-N", "-es", "-S", str(folder / "script.vim")]
    subprocess.run(command, timeout=60, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    found: list[list[object]] = json.loads((folder / "out.json").read_text())
    return found


def ours(text: str, cursor: int, keys: list[str]) -> list[object]:
    vim = Vim(register=Register("zz"))
    text, at = pressed(vim, ["escape" if key == "\x1b" else key for key in "".join(keys)], text, cursor)
    text, at = pressed(vim, ["escape"], text, at)
    before = text[:at]
    return [text.split("\n"), before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1]


@pytest.mark.skipif(PROGRAM is None, reason="no vim to compare with")
def test_random_commands_come_out_as_in_vim(tmp_path: Path) -> None:
    # What is other here: brackets are sought no further than the line, a last line that is empty counts as one to
    # `e` and `w`, and a count too large for the lines that are left is not always refused.
    chance = random.Random(6)
    cases = []
    for _ in range(600):
        text = chance.choice(TEXTS)
        cases.append((text, chance.randrange(len(text)), some_keys(chance)))
    theirs = in_vim(cases, tmp_path)
    together = zip(cases, theirs, strict=True)
    differing = [(case, vim, own) for case, vim in together if (own := ours(*case)) != vim]
    assert len(differing) <= 0.03 * len(cases), f"{len(differing)} of {len(cases)} differ\n" + "\n".join(
        f"{case!r}\n   vim {vim}\n  ours {own}" for case, vim, own in differing
    )
