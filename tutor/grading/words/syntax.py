"""Texts that Python can't read. *Any side.*

The line Python blames may be the one after the fault, so where that is usual the sentence says so.
"""

from __future__ import annotations

from tutor.grading.words.phrase import Phrase, Words
from tutor.language import _, later_

PAIRS = {"(": ")", "[": "]", "{": "}"}
ODD = {
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("–—−", "-"),
    **dict.fromkeys("×·", "*"),
    "÷": "/",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "²": "** 2",
    "…": "...",
}
PARTS = {
    "function call": later_("a call such as `f(x)`"),
    "expression": later_("a calculation"),
    "literal": later_("a plain value"),
    "comparison": later_("a comparison"),
    "list": later_("a list"),
    "tuple": later_("a tuple"),
    "attribute": later_("an attribute"),
}


def _part(what: str) -> str:
    return _(PARTS[what]) if what in PARTS else f"`{what}`"


def never_closed(words: Words) -> str:
    sign = words["sign"]
    return _("This `{sign}` is opened and never closed: a `{sign_2}` is missing, here or further down.").format(
        sign=sign, sign_2=PAIRS.get(sign, ")")
    )


def does_not_match(words: Words) -> str:
    return _("This `{close}` is to close a `{open}`, which needs a `{open_2}`.").format(
        close=words["close"], open=words["open"], open_2=PAIRS.get(words["open"], ")")
    )


def odd_letter(words: Words) -> str:
    letter = words["letter"]
    plain = ODD.get(letter)
    if plain:
        return _("`{letter}`, pasted from a text perhaps, is written `{plain}` in Python.").format(
            letter=letter, plain=plain
        )
    return _("`{letter}` isn't a character that Python uses here: delete it, or type it anew.").format(letter=letter)


def empty_block(words: Words) -> str:
    what = words["what"].replace("'", "`")
    return _("After the {what} on line {line} at least one line must stand further right, by four spaces.").format(
        what=what, line=words["line"]
    )


def no_target(words: Words) -> str:
    what = _part(words["what"])
    return _(
        "Left of `=` stands {what}, and only a name can be given a value; to ask for equality, write `==`."
    ).format(what=what)


def no_deletion(words: Words) -> str:
    what = _part(words["what"])
    return _("`del` takes a name, or an item such as `d['a']`, and here stands {what}.").format(what=what)


def no_addition(words: Words) -> str:
    what = _part(words["what"])
    return _("Left of an operator such as `+=` must stand a name or an item, and here stands {what}.").format(what=what)


PHRASES = (
    Phrase("SyntaxError", r"'(?P<sign>[([{])' was never closed", never_closed),
    Phrase(
        "SyntaxError",
        r"closing parenthesis '(?P<close>.)' does not match opening parenthesis '(?P<open>.)'",
        does_not_match,
    ),
    Phrase("SyntaxError", r"unmatched '(?P<sign>.)'", "This `{sign}` closes a bracket that was never opened."),
    Phrase(
        "SyntaxError",
        r"expected ':'",
        "A colon `:` is missing at the end of a line that begins a block, as `if`, `for` and `def` do.",
    ),
    Phrase(
        "SyntaxError",
        r"invalid syntax\. Maybe you meant '==' or ':='",
        "A single `=` gives a value to a name: to ask whether two things are equal, write `==`.",
    ),
    Phrase(
        "SyntaxError",
        r"expression cannot contain assignment, perhaps you meant \"==\"",
        "In round brackets, what stands left of `=` must be a plain name; equality is asked with `==`.",
    ),
    Phrase(
        "SyntaxError",
        r"invalid syntax\. Perhaps you forgot a comma",
        "Two things stand side by side in brackets: a comma or an operator is missing between them.",
    ),
    Phrase("SyntaxError", r"(?:f-string: )?cannot assign to (?P<what>[\w' -]+?)(?: here| with|\.|$)", no_target),
    Phrase("SyntaxError", r"cannot delete (?P<what>.+)", no_deletion),
    Phrase(
        "SyntaxError",
        r"'(?P<what>[^']*)' is an illegal expression for augmented assignment",
        no_addition,
    ),
    Phrase("IndentationError", r"expected an indented block after (?P<what>.+) on line (?P<line>\d+)", empty_block),
    Phrase(
        "IndentationError",
        r"unexpected indent",
        "This line stands further right than the one before it, and nothing there begins a block.",
    ),
    Phrase(
        "IndentationError",
        r"unindent does not match any outer indentation level",
        "This line begins at a column where no line above it begins: move it under one of them.",
    ),
    Phrase(
        "TabError",
        r"",
        "Tabs and spaces are mixed at the beginning of lines: use spaces only.",
    ),
    Phrase(
        "SyntaxError",
        r"unterminated (f-string|string) literal",
        "A quote is missing: this text is opened on the line and not closed on it.",
    ),
    Phrase(
        "SyntaxError",
        r"unterminated triple-quoted (f-string|string) literal",
        "A text opened with three quotes is never closed by three.",
    ),
    Phrase(
        "SyntaxError",
        r"f-string: (?:empty expression not allowed|valid expression required before '}')",
        "The braces of an f-string are empty: between `{{` and `}}` stands what is to be shown.",
    ),
    Phrase(
        "SyntaxError",
        r"(?:f-string: expecting (?:'=', or '!', or ':', or )?'}'|'{' was never closed)",
        "An f-string has a `{{` without its `}}`, or the same quotes inside as outside.",
    ),
    Phrase(
        "SyntaxError",
        r"f-string: single '}' is not allowed",
        "An f-string has a `}}` without its `{{`: to show a brace, write it twice.",
    ),
    Phrase(
        "SyntaxError",
        r"f-string: unmatched '(?P<sign>.)'|f-string: closing parenthesis",
        "Inside the braces of an f-string something is opened or closed alone; use other quotes inside than outside.",
    ),
    Phrase(
        "SyntaxError",
        r"f-string: (invalid|missing) conversion character",
        "In an f-string `!` may be followed by `r`, `s` or `a` only.",
    ),
    Phrase(
        "SyntaxError",
        r"f-string: ",
        "What stands between the braces of an f-string isn't an expression Python can read.",
    ),
    Phrase(
        "SyntaxError",
        r"Missing parentheses in call to '(?P<name>\w+)'",
        "`{name}` is a function, so it needs round brackets: `{name}(...)`.",
    ),
    Phrase(
        "SyntaxError",
        r"invalid character '(?P<letter>.)'",
        odd_letter,
    ),
    Phrase(
        "SyntaxError",
        r"invalid non-printable character (?P<letter>U\+\w+)",
        "There is an invisible character on this line ({letter}), often pasted from a page: type the line anew.",
    ),
    Phrase(
        "SyntaxError",
        r"invalid decimal literal",
        "A number runs into letters here: names can't begin with a digit, and `*` must be written out.",
    ),
    Phrase(
        "SyntaxError",
        r"leading zeros in decimal integer literals",
        "A number can't begin with 0, as in `07`: write `7`.",
    ),
    Phrase(
        "SyntaxError",
        r"unexpected character after line continuation",
        "A backslash goes only to the very end of a line; to divide, write `/`.",
    ),
    Phrase(
        "SyntaxError",
        r"'(?P<name>return|yield|await)' outside (async )?function",
        "`{name}` stands outside of a function: its line may have to stand further right.",
    ),
    Phrase(
        "SyntaxError",
        r"'(?P<name>break|continue)' (outside|not properly in) loop",
        "`{name}` stands outside of a loop: its line may have to stand further right.",
    ),
    Phrase(
        "SyntaxError",
        r"(non-default argument follows default argument|parameter without a default follows parameter with)",
        "In a `def`, parameters with a default value such as `n=1` must come after those without one.",
    ),
    Phrase(
        "SyntaxError",
        r"positional argument follows keyword argument",
        "In a call, arguments with a name such as `dim=0` must come after those without one.",
    ),
    Phrase(
        "SyntaxError",
        r"keyword argument repeated: (?P<name>\w+)",
        "`{name}` is given twice in the same call.",
    ),
    Phrase(
        "SyntaxError",
        r"duplicate (argument|parameter) '(?P<name>\w+)' in function definition",
        "Two parameters of this function are called `{name}`: give them different names.",
    ),
    Phrase(
        "SyntaxError",
        r"Generator expression must be parenthesized",
        "A `... for ... in ...` among other arguments needs round brackets of its own.",
    ),
    Phrase(
        "SyntaxError",
        r"':' expected after dictionary key|expression expected after dictionary key",
        "In a dict, each key needs a colon and a value after it: `{{'a': 1, 'b': 2}}`.",
    ),
    Phrase(
        "SyntaxError",
        r"expected 'else' after 'if' expression",
        "An `if` within a line needs its `else` too: `a if c else b`.",
    ),
    Phrase(
        "SyntaxError",
        r"expected 'except' or 'finally' block",
        "A `try` needs an `except` (or `finally`) after its block, at the same column.",
    ),
    Phrase(
        "SyntaxError",
        r"expected '\('",
        "Round brackets are missing after the name: a function is begun with `def f(x):`.",
    ),
    Phrase(
        "SyntaxError",
        r"name '(?P<name>\w+)' is (assigned to|used|parameter) .*(global|nonlocal)",
        "`global` (or `nonlocal`) must stand before `{name}` is used in the function.",
    ),
    Phrase(
        "SyntaxError",
        r"no binding for nonlocal '(?P<name>\w+)' found",
        "`nonlocal` is for names of a function around this one, and none there is called `{name}`.",
    ),
    Phrase(
        "SyntaxError",
        r"\(unicode error\)",
        "A backslash in a text begins a special sign: write it twice, or put `r` before the text, as in `r'C:\\a'`.",
    ),
    Phrase(
        "SyntaxError",
        r"can't use starred expression here",
        "A `*` stands here with nothing to multiply before it, or to spread out around it.",
    ),
    Phrase(
        "SyntaxError",
        r"invalid syntax$",
        "Python can't read this line: look here and at the end of the line above for a missing operator, comma or "
        "bracket.",
    ),
)
