r"""Mathematics as text: on one line within a sentence, in two dimensions by itself. *Any side.*

TeXicode draws; what it leaves out is done here: blanks around signs of relation, fractions and scripts that
stay on their line, and a refusal of what it would draw as a question mark. Where ASCII alone is drawn (`glyphs`),
`ascii_math` puts it into words and plain signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from tutor.course import ascii_math, glyphs
from tutor.course.latex import Command, Environment, Group, Item, MathError, Script, Sign, parse
from tutor.language import _, later_

__all__ = ["MathError", "display", "inline"]

_RELATIONS = set("=<>≤≥≠≈∈∉⊂⊆→←⟶⟵↦⟼∼≃≡∝⇒⇔⟹⟺⟷⊥≪≫≔∣")
_BINARY = set("+-−⋅·×±∓∘⊙⊗⊕∗∪∩∧∨⋆")
_OPENING = set("([{⌊⌈⟨,;:/|‖")
# Signs TeXicode draws three rows high. On a line they stand as one.
_TALL = {"sum": "∑", "prod": "∏", "int": "∫", "iint": "∬", "oint": "∮"}
# Known elsewhere, drawn here by another name.
_SAME = {
    "lVert": "Vert",
    "rVert": "Vert",
    "implies": "Rightarrow",
    "argmax": "mathrm{argmax}",
    "argmin": "mathrm{argmin}",
    "dotsc": "ldots",
    "dotsb": "cdots",
    "lt": "mathrm{<}",
    "gt": "mathrm{>}",
}
_RAISED = {"⊤": "ᵀ", "×": "ˣ", "∗": "*", "′": "′", "−": "⁻"}
_FUNCTIONS = frozenset(
    "arccos arcsin arctan arg cos cosh cot coth det dim exp gcd inf ker lim ln log "  # noqa: SIM905
    "max min sin sinh sup tan tanh Pr argmax argmin".split()
)
_BLANKS = {",", ";", ":", ">", "!", " ", "quad", "qquad", "mod", "bmod"}
_IGNORED = {
    "left",
    "right",
    "big",
    "Big",
    "bigl",
    "bigr",
    "Bigl",
    "Bigr",
    "bigg",
    "biggl",
    "biggr",
    "limits",
    "nolimits",
}
_IGNORED |= {"displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle"}

_TOO_DEEP = later_("braces stand too deep within each other; write it flatter")


def inline(source: str) -> str:
    """A formula on one line. Raises MathError if it can't be read, or needs more lines than one."""
    return _inline(source, glyphs.is_plain())


def display(source: str) -> tuple[str, ...]:
    """A formula drawn in two dimensions: its rows, without blanks that all have on the left. Raises MathError."""
    return _display(source, glyphs.is_plain())


@lru_cache(maxsize=1024)
def _inline(source: str, spell: bool) -> str:
    try:
        line = _line(parse(source).items).strip()
    except RecursionError:
        raise MathError(_(_TOO_DEEP)) from None
    return ascii_math.line(line) if spell else line


@lru_cache(maxsize=256)
def _display(source: str, spell: bool) -> tuple[str, ...]:
    try:
        rows = [row.rstrip() for row in _drawn(_latex(parse(source).items, spaced=True, spell=spell))]
    except RecursionError:
        raise MathError(_(_TOO_DEEP)) from None
    while rows and not rows[0]:
        rows = rows[1:]
    while rows and not rows[-1]:
        rows = rows[:-1]
    if not rows:
        raise MathError(_("the formula is empty; write it or take it away"))
    margin = min(len(row) - len(row.lstrip()) for row in rows if row)
    cut = tuple(row[margin:] for row in rows)
    return ascii_math.rows(cut) if spell else cut


# --- on one line


def _line(items: Iterable[Item], small: bool = False) -> str:
    """The items one after another; without blanks when `small`, inside a script."""
    written, before = "", None
    for item in items:
        match item:
            case Sign("."):
                piece = "" if _is_delimiter(before) else "."
            case Sign(text):
                piece = "′" if text == "'" else text
            case Group(inner):
                piece = _line(inner, small)
            case Script(sign, body):
                piece = _script(sign, _line(body.items, small=True))
            case Environment(name):
                raise MathError(
                    _("{{{name}}} takes more than one line; put the formula between $$ and $$").format(name=name)
                )
            case Command():
                piece = _command(item, small)
        written += piece if small or isinstance(item, Script) else _spaced(written, piece, item)
        before = item
    return written


def _is_delimiter(item: Item | None) -> bool:
    """Whether a full stop behind `item` is a bracket that isn't drawn."""
    return isinstance(item, Command) and item.name in ("left", "right")


def _spaced(before: str, piece: str, item: Item) -> str:
    """`piece` with the blanks that make it readable behind `before`."""
    gap = "" if not before or before.endswith(" ") else " "
    if piece in _RELATIONS:
        return f"{gap}{piece} "
    if piece in _BINARY and before and before.rstrip()[-1:] not in _OPENING | _RELATIONS | _BINARY:
        return f"{gap}{piece} "
    if piece in (",", ";") and isinstance(item, Sign):
        return f"{piece} "
    if piece == " ":
        return gap
    if (_named(item) or piece in _TALL.values()) and before and (before[-1].isalnum() or before[-1] in ")]"):
        return f" {piece}"
    # A blank behind `log` and `∑ᵢ`, but none before a bracket.
    if piece and before.endswith(")") and _OPERATOR_END.search(before):
        return f"{gap}{piece}"
    if piece and piece[0] not in "([{)]}|‖,;.⌊⌈" and _OPERATOR_END.search(before):
        return f"{gap}{piece}"
    return piece


_OPERATOR_END = re.compile(
    r"(?:(?<![A-Za-z])(?:" + "|".join(sorted(_FUNCTIONS, key=len, reverse=True)) + r")|[∑∏∫∬∮])"
    r"(?:[₀-ₜᵢ-ᵪⱼ⁰-ⁿ¹²³ᵃ-ᶻʰ-ˣ]|[_^](?:\([^()]*\)|\w+))*$"
)


def _named(item: Item) -> bool:
    return isinstance(item, Command) and (item.name in _FUNCTIONS or item.name == "operatorname")


def _command(command: Command, small: bool) -> str:
    name, arguments = command.name, command.arguments
    if name in _IGNORED:
        return ""
    if name in _BLANKS:
        return "" if small or name == "!" else {"mod": " mod ", "bmod": " mod "}.get(name, " ")
    if name in _TALL:
        return _TALL[name]
    if name in ("frac", "tfrac", "dfrac", "cfrac"):
        return (
            f"{_bracketed(_line(arguments[0].items, small))}/{_bracketed(_line(arguments[1].items, small), below=True)}"
        )
    if name == "sqrt":
        radicand = _line(arguments[0].items, small)
        degree = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(command.option.strip())
        if degree is None:
            raise MathError(
                _("the root of degree {option} takes more than one line; put it between $$ and $$").format(
                    option=command.option
                )
            )
        return degree + (radicand if len(radicand) == 1 or radicand.isdigit() else f"({radicand})")
    if name in ("text", "operatorname"):
        return _line(arguments[0].items, small=True)
    if name in ("binom", "dbinom", "substack", "\\"):
        raise MathError(_("\\{name} takes more than one line; put the formula between $$ and $$").format(name=name))
    rows = _drawn(_latex((command,)))
    if len(rows) != 1:
        raise MathError(_("\\{name} takes more than one line; put the formula between $$ and $$").format(name=name))
    return rows[0].strip()


# What needs no brackets below a fraction's stroke: a number, a letter with its scripts, a call such as P(B).
_ONE_THING = re.compile(
    r"(?:\d+(?:\.\d+)?|[∂d]?√?\w[^\w\s(+/-]*[₀-ₜᵢ-ᵪⱼ⁰-ⁿ¹²³ᵃ-ᶻʰ-ˣ]*)(?:\([^()]*\))?|\([^()]*\)|√\([^()]*\)"
)


def _bracketed(part: str, below: bool = False) -> str:
    """A part of a fraction, in brackets where it would be misread without."""
    if _ONE_THING.fullmatch(part) or (not below and not re.search(r"[ +\-/]", re.sub(r"\([^()]*\)", "", part))):
        return part
    return f"({part})"


def _script(sign: str, body: str) -> str:
    """`body` raised or lowered by letters made for it; else with the sign that says so."""
    if sign == "^" and body in ("′", "'"):
        return "′"
    smalls = _small_letters()[0 if sign == "^" else 1]
    if sign == "^":
        smalls = smalls | _RAISED
    if all(character in smalls for character in body):
        return "".join(smalls[character] for character in body)
    return f"{sign}{body}" if len(body) == 1 else f"{sign}({body})" if not body.isalnum() else f"{sign}{body}"


@cache
def _small_letters() -> tuple[dict[str, str], dict[str, str]]:
    """The raised and the lowered forms of characters that have one."""
    from texicode.arts import unicode_scripts  # type: ignore[import-untyped]

    raised = {character: forms[0] for character, forms in unicode_scripts.items() if forms[0] != " "}
    lowered = {character: forms[1] for character, forms in unicode_scripts.items() if forms[1] != " "}
    # Some of these letters are in few fonts; a box with a number in it says less than `x^C`.
    rare = {"ꟲ", "ꟴ", "𐞥", "𐞲", "ᶦ", "ꜝ", "ᐟ"}
    common = {character: form for character, form in raised.items() if form not in rare}
    # A capital with a small letter's form below would change its meaning.
    return common, {character: form for character, form in lowered.items() if not character.isupper()}


# --- in two dimensions


def _latex(items: Iterable[Item], spaced: bool = False, spell: bool = False) -> str:
    """The items as LaTeX that TeXicode draws; with blanks round signs of relation where `spaced`.

    With `spell`, a symbol is given the room that its stand-in in ASCII takes.
    """
    written = ""
    before: Item | None = None
    for item in items:
        match item:
            case Sign("'"):
                written += "^{\\prime}"
            case Sign(text):
                binary = text in "+-" and before is not None and not _opens(before)
                wide = spaced and (text in "=<>" or binary)
                written += f"\\ {text}\\ " if wide else f"{text}\\ " if spaced and text == "," else text
            case Group(inner):
                written += "{" + _latex(inner, spaced, spell) + "}"
            case Script(sign, body):
                written += sign + "{" + _latex(body.items, spell=spell) + "}"
            case Environment(name, source):
                written += f"\\begin{{{name}}}{_environment(name, source, spell)}\\end{{{name}}}"
            case Command(name, arguments, option):
                inner_spaced = spaced and name in _HOLDS_FORMULAS
                text = "".join("{" + _latex(one.items, inner_spaced, spell) + "}" for one in arguments)
                if name == "text":
                    text = re.sub(r"[_&%#$^]", lambda sign: "\\" + sign[0], text)
                written += _renamed(name, option, text, spaced, spell)
        before = item
    return written


_HOLDS_FORMULAS = {"frac", "tfrac", "dfrac", "cfrac", "sqrt"}


def _opens(item: Item) -> bool:
    """Whether a + or - behind `item` belongs to what follows it, as in `(-1)` and `= -1`."""
    if isinstance(item, Sign):
        return item.text in "([{,;=<>+-*/|&"
    return isinstance(item, Command) and not item.arguments and bool(set(_symbol(item.name)) & (_RELATIONS | _BINARY))


def _renamed(name: str, option: str, arguments: str, spaced: bool, spell: bool) -> str:
    if name == "nolimits":
        return ""
    if name == "operatorname":
        return "\\mathrm" + arguments
    name = _SAME.get(name, name)
    degree = f"[{option}]" if option else ""
    # A letter behind a command's name would be read as a part of it.
    end = " " if not arguments and not degree and name[-1:].isalpha() else ""
    written = f"\\{name}{degree}{arguments}{end}"
    if spell and not arguments and name not in ("left", "right"):
        written = ascii_math.with_room(_symbol(name)) or written
    if not arguments and spaced and name not in _BLANKS and name not in ("left", "right"):
        sign = _symbol(name)
        if sign in _RELATIONS or sign in ("×", "⋅"):
            return f"\\ {written}\\ "
        if name in _FUNCTIONS and name not in ("max", "min", "lim", "sup", "inf"):
            return f"{written}\\ "
    return written


def _environment(name: str, source: str, spell: bool = False) -> str:
    """What stands in an environment, cell by cell."""
    if name == "array":
        return source
    cells = source.replace("\\\\", "\0").split("\0")
    spaced = "matrix" not in name
    return "\\\\".join("&".join(_latex(parse(cell).items, spaced, spell) for cell in row.split("&")) for row in cells)


@cache
def _symbol(name: str) -> str:
    from texicode.symbols_art import symbols  # type: ignore[import-untyped]

    return "".join(symbols.get(name, ()))


@cache
def _known() -> frozenset[str]:
    """Every command TeXicode draws."""
    from texicode import arts, node_data, symbols_art  # type: ignore[import-untyped]

    named = {name for kind, name in node_data.type_dict if kind == "cmnd"}
    return frozenset(named | set(symbols_art.symbols) | set(arts.multi_line_leaf_commands))


def _redraw() -> None:
    """Let sums and products be the signs everybody knows, or words, with limits in letters that can be read.

    TeXicode makes them of strokes, three rows high, and their limits of the smallest letters there are.
    """
    from texicode import arts, renderer

    for name in ("sum", "prod"):
        sign = f" {name} " if glyphs.is_plain() else f" {_TALL[name]} "
        arts.multi_line_leaf_commands[name] = ([list(sign)], 0)
    for kind in ("render_top_script", "render_bottom_script"):
        setattr(renderer, kind, lambda children: children[0])


def _drawn(source: str) -> list[str]:
    """The rows TeXicode draws. Raises MathError where it would refuse, or draw a question mark."""
    from texicode.pipeline import init_arts, render_tex_rows  # type: ignore[import-untyped]

    _redraw()
    for name in _commands(parse(source).items):
        if name not in _known():
            raise MathError(_("\\{name} can't be drawn; write it otherwise").format(name=name))
    init_arts({"fonts": "normal"})
    try:
        rows = [str(row) for row in render_tex_rows(source, debug=False)]
    except Exception as error:  # it raises whatever its tables raise on what they lack
        raise MathError(
            _("this can't be drawn ({name}); write it otherwise").format(name=type(error).__name__)
        ) from None
    if rows and rows[0].startswith("TeXicode:"):
        raise MathError(
            _("this can't be drawn ({word}); write it otherwise").format(word=rows[0].partition("error: ")[2])
        )
    return rows


def _commands(items: Iterable[Item]) -> Iterable[str]:
    for item in items:
        match item:
            case Group(inner):
                yield from _commands(inner)
            case Script(_, body):
                yield from _commands(body.items)
            case Command(name, arguments):
                yield name
                for argument in arguments:
                    yield from _commands(argument.items)
            case Environment(name, source) if name != "array":
                for cell in source.replace("\\\\", "&").split("&"):
                    yield from _commands(parse(cell).items)
