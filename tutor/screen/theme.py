"""The themes, and how each role of a text looks in them. *Screen side.*

One accent colour. Colours only underline what words or signs already tell, so that sixteen colours or none do as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rich.style import Style
from textual.theme import BUILTIN_THEMES, Theme

DARK, LIGHT, SIXTEEN = "tutor-dark", "tutor-light", "tutor-sixteen"
SIXTEEN_LIGHT, TERMINAL = "tutor-sixteen-light", "tutor-terminal"
NAMES = (DARK, LIGHT, SIXTEEN, SIXTEEN_LIGHT, TERMINAL)

# Foreground, quiet text, accent, and the few hues of code and verdicts. The dark and the light theme take theirs from
# the fixed part of the 256 that nearly every terminal has: they look alike there and where there are millions, and
# are named in half the bytes.
_COLOURS = {
    DARK: {
        "fore": "#dadada",
        "quiet": "#949494",
        "faint": "#3a3a3a",
        "back": "#121212",
        "raised": "#262626",
        "accent": "#87afff",
        "good": "#87d787",
        "bad": "#ffaf5f",
        "string": "#afd787",
        "number": "#d7af87",
        "name": "#d7afff",
        "code": "#87d7d7",
    },
    LIGHT: {
        "fore": "#262626",
        "quiet": "#626262",
        "faint": "#d0d0d0",
        "back": "#ffffff",
        "raised": "#eeeeee",
        "accent": "#005faf",
        "good": "#005f00",
        "bad": "#af0000",
        "string": "#5f5f00",
        "number": "#875f00",
        "name": "#8700af",
        "code": "#005f5f",
    },
    # For terminals of sixteen colours: just those sixteen, as quieter ones would all be taken for white.
    SIXTEEN: {
        "fore": "#ffffff",
        "quiet": "#aaaaaa",
        "faint": "#555555",
        "back": "#000000",
        "raised": "#555555",
        "accent": "#55ffff",
        "good": "#55ff55",
        "bad": "#ff5555",
        "string": "#55ff55",
        "number": "#ffff55",
        "name": "#ff55ff",
        "code": "#ffff55",
    },
    SIXTEEN_LIGHT: {
        "fore": "#000000",
        "quiet": "#555555",
        "faint": "#aaaaaa",
        "back": "#ffffff",
        "raised": "#aaaaaa",
        "accent": "#0000aa",
        "good": "#0000aa",
        "bad": "#aa0000",
        "string": "#0000aa",
        "number": "#aa0000",
        "name": "#aa00aa",
        "code": "#0000aa",
    },
    # The terminal's own colours on its own background, whatever they are. Its bright black is no quiet text: in some
    # well-known palettes it is the background itself.
    TERMINAL: {
        "fore": "default",
        "quiet": "default",
        "faint": "bright_black",
        "back": "default",
        "raised": "default",
        "accent": "blue",
        "good": "green",
        "bad": "red",
        "string": "green",
        "number": "magenta",
        "name": "magenta",
        "code": "cyan",
    },
}


def fitting(environment: Mapping[str, str], colours: int, chosen: str = "auto") -> str:
    """The theme for what the learner has `chosen`, on a terminal of so many `colours`.

    "auto" takes the one that suits the terminal's background where it tells that (COLORFGBG), else a dark one.
    Without colours (NO_COLOR) the terminal's own foreground and background are all there is.
    """
    if chosen == "terminal" or "NO_COLOR" in environment:
        return TERMINAL
    if chosen == "auto":
        background = environment.get("COLORFGBG", "").rpartition(";")[2]
        chosen = "light" if background in ("7", "15") else "dark"
    few = colours <= 16
    if chosen == "light":
        return SIXTEEN_LIGHT if few else LIGHT
    return SIXTEEN if few else DARK


def is_light(theme: str) -> bool:
    """Whether `theme` is dark on light."""
    return theme in (LIGHT, SIXTEEN_LIGHT)


def colours(theme: str) -> dict[str, str]:
    """The named colours of `theme`, or of the dark one for any other theme."""
    return _COLOURS.get(theme, _COLOURS[DARK])


# A cursor and a selection must be seen on any ground.
_OWN = {
    **BUILTIN_THEMES["ansi-dark"].variables,
    "input-cursor-text-style": "reverse",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-selection-background": "ansi_cyan",
    "input-selection-foreground": "ansi_black",
    "screen-selection-background": "ansi_cyan",
    "screen-selection-foreground": "ansi_black",
}


def themes() -> list[Theme]:
    """The themes, for Textual."""
    return [_theme(name) for name in NAMES]


def _theme(name: str) -> Theme:
    own = name == TERMINAL
    colour = {part: f"ansi_{value}" if own else value for part, value in colours(name).items()}
    shades = {part: colour[part] for part in ("quiet", "faint", "raised")}
    return Theme(
        name=name,
        ansi=own,
        primary=colour["accent"],
        secondary=colour["quiet"],
        accent=colour["accent"],
        warning=colour["bad"],
        error=colour["bad"],
        success=colour["good"],
        foreground=colour["fore"],
        background=colour["back"],
        surface=colour["back"],
        panel=colour["raised"],
        dark=not is_light(name),
        variables=shades | (_OWN if own else {}),
    )


@cache
def styles(theme: str) -> dict[str, Style]:
    """How each role of a span is drawn in `theme`. A role that is not listed is drawn as plain text."""
    colour = colours(theme)
    accent, good, bad = (Style(color=colour[name]) for name in ("accent", "good", "bad"))
    quiet = Style(dim=True) if theme == TERMINAL else Style(color=colour["quiet"])
    here = Style(reverse=True) if theme == TERMINAL else Style(color=colour["fore"], bgcolor=colour["raised"])
    bold = Style(bold=True)
    return {
        "strong": bold,
        "em": Style(italic=True),
        "code": Style(color=colour["code"]),
        "heading": bold,
        "math": Style(color=colour["name"]),
        "output": quiet,
        "error": bad,
        "quote": quiet + Style(italic=True),
        "bullet": accent,
        "link": Style(underline=True),
        "rule": Style(color=colour["faint"]),
        "dim": quiet,
        "series1": accent,
        "series2": Style(color=colour["number"]),
        "series3": Style(color=colour["string"]),
        "keyword": accent,
        "string": Style(color=colour["string"]),
        "comment": quiet + Style(italic=True),
        "number": Style(color=colour["number"]),
        "definition": Style(color=colour["name"]),
        "operator": Style(color=colour["fore"]),
        # of the screen itself
        "accent": accent,
        "key": bold + accent,
        "label": quiet,
        "passed": bold + good,
        "failed": bold + bad,
        "expected": good,
        "got": bad,
        "differs": bold + bad + Style(underline=True),
        "here": bold + here,
        "fault": bad,
        "conflict": bold + bad,
        "stretch": accent,
    }


# tree-sitter's names for what stands in Python source, and the role each is drawn in
_SYNTAX = {
    "keyword": (
        *("keyword", "keyword.function", "keyword.return", "keyword.operator"),
        *("conditional", "repeat", "include", "exception", "type.builtin"),
    ),
    "string": ("string", "string.documentation"),
    "comment": ("comment",),
    "number": ("number", "float", "boolean", "constant.builtin"),
    "definition": ("function", "class", "type", "type.class", "method"),
}


@cache
def syntax(theme: str) -> dict[str, Style]:
    """The editor's style for each of tree-sitter's names."""
    known = styles(theme)
    return {name: known[role] for role, names in _SYNTAX.items() for name in names}
