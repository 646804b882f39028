"""The themes, and how each role of a text looks in them. *Screen side.*

One accent colour. Colours only underline what words or signs already tell, so that sixteen colours or none do as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rich.style import Style
from textual.theme import Theme

DARK, LIGHT, SIXTEEN = "tutor-dark", "tutor-light", "tutor-sixteen"
NAMES = (DARK, LIGHT, SIXTEEN)

# foreground, quiet text, accent, and the few hues of code and verdicts
_COLOURS = {
    DARK: {
        "fore": "#d5d8de",
        "quiet": "#8b92a0",
        "faint": "#3a3f4a",
        "back": "#15171c",
        "raised": "#1d2027",
        "accent": "#7cb7ff",
        "good": "#7fd49a",
        "bad": "#f0a36b",
        "string": "#a5cf8f",
        "number": "#d9b27c",
        "name": "#c9b3f2",
        "code": "#8ecdc8",
    },
    LIGHT: {
        "fore": "#24272e",
        "quiet": "#646b78",
        "faint": "#cfd3da",
        "back": "#fbfbf9",
        "raised": "#f0f1ee",
        "accent": "#0b5cad",
        "good": "#1f7a3d",
        "bad": "#a84a00",
        "string": "#2e6b2e",
        "number": "#8a5200",
        "name": "#6a3fa0",
        "code": "#0b6b6b",
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
}


def fitting(environment: Mapping[str, str], colours: int) -> str:
    """The theme that fits a terminal of so many `colours`, and its own ones where it tells them (COLORFGBG)."""
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    if background in ("7", "15"):
        return LIGHT
    return SIXTEEN if colours <= 16 else DARK


def colours(theme: str) -> dict[str, str]:
    """The named colours of `theme`, or of the dark one for any other theme."""
    return _COLOURS.get(theme, _COLOURS[DARK])


def themes() -> list[Theme]:
    """The themes, for Textual."""
    return [_theme(name) for name in NAMES]


def _theme(name: str) -> Theme:
    colour = colours(name)
    return Theme(
        name=name,
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
        dark=name != LIGHT,
        variables={"quiet": colour["quiet"], "faint": colour["faint"], "raised": colour["raised"]},
    )


@cache
def styles(theme: str) -> dict[str, Style]:
    """How each role of a span is drawn in `theme`. A role that is not listed is drawn as plain text."""
    colour = colours(theme)
    accent, quiet, good, bad = (Style(color=colour[name]) for name in ("accent", "quiet", "good", "bad"))
    bold = Style(bold=True)
    return {
        "strong": bold,
        "em": Style(italic=True),
        "code": Style(color=colour["code"]),
        "heading": bold,
        "math": Style(color=colour["name"]),
        "output": quiet,
        "error": bad,
        "quote": Style(italic=True, color=colour["quiet"]),
        "bullet": accent,
        "link": Style(underline=True),
        "rule": Style(color=colour["faint"]),
        "dim": quiet,
        "series1": accent,
        "series2": Style(color=colour["number"]),
        "series3": Style(color=colour["string"]),
        "keyword": accent,
        "string": Style(color=colour["string"]),
        "comment": Style(color=colour["quiet"], italic=True),
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
        "here": Style(bold=True, color=colour["fore"], bgcolor=colour["raised"]),
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
