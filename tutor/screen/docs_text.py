"""The documentation of a name as lines: signature, text, and where the course teaches it. *Screen side.* Headless."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.course.cells import cells
from tutor.course.docstring import docstring_lines
from tutor.course.lines import Line, code, cut_up, line, words
from tutor.language import _, later_, plural
from tutor.screen.signature import taken_apart

if TYPE_CHECKING:
    from tutor.course.index import Entry
    from tutor.course.model import Course
    from tutor.grading.documentation import Documentation

MOST_PLACES = 6
KINDS = {
    "function": later_("function"),
    "method": later_("method"),
    "class": later_("class"),
    "attribute": later_("attribute"),
    "module": later_("module"),
    "value": later_("value"),
    "keyword": later_("keyword of Python"),
    "own": later_("of your own"),
}
# As the course's index calls the libraries.
_SHORT = (("numpy.", "np."), ("pandas.", "pd."), ("matplotlib.pyplot.", "plt."))


@dataclass(frozen=True)
class Place:
    """A page that teaches a name: its lesson's and its own title, and its address."""

    title: str
    address: str


def documentation_lines(found: Documentation, places: Sequence[Place], width: int) -> list[Line]:
    """What is said of a name, and `places`, laid out for `width` cells."""
    lines = _said(found, width)
    if found.also is not None:
        lines += [[], *_said(found.also, width)]
    return [*lines, *taught_lines(places, width)]


def _said(found: Documentation, width: int) -> list[Line]:
    kind = _(KINDS[found.kind]) if found.kind in KINDS else found.kind
    lines = words(width, (found.name, "heading"), ("  ", "body"), (kind, "dim"))
    for signature in found.signatures:
        lines += signature_lines(signature, width)
    if found.value:
        lines += cut_up(found.value, width, "code")
    text = docstring_lines(found.text, width) if found.text else []
    if not text and not found.value:
        text = words(width, (_("Nothing is said about it."), "dim"))
    return [*lines, *([[]] if text else []), *text]


def signature_lines(signature: str, width: int) -> list[Line]:
    """A signature broken between its arguments, what goes on set in."""
    name, arguments, end = taken_apart(signature)
    if cells(signature) <= width or not arguments:
        return code(signature, width)
    rows, row = [], f"{name}("
    for at, argument in enumerate(arguments):
        piece = argument + (", " if at + 1 < len(arguments) else f") {end}".rstrip())
        if row.strip() and cells(row + piece.rstrip()) > width:
            rows.append(row.rstrip())
            row = "    "
        row += piece
    return [one for each in [*rows, row.rstrip()] for one in code(each, width)]


def taught_lines(places: Sequence[Place], width: int) -> list[Line]:
    """The pages that teach a name, by title and address."""
    if not places:
        return []
    lines: list[Line] = [[], line((_("Taught on"), "heading"))]
    for place in places[:MOST_PLACES]:
        first, *rest = words(width - 2, (place.title, "body"), ("  ", "body"), (place.address, "dim"))
        lines += [[*line(("• ", "bullet")), *first], *([*line("  "), *one] for one in rest)]
    if len(places) > MOST_PLACES:
        more = plural("and {n} more page", "and {n} more pages", len(places) - MOST_PLACES)
        lines += words(width, ("  ", "body"), (more, "dim"))
    return lines


def unknown_lines(name: str, near: Sequence[str], width: int) -> list[Line]:
    """That nothing is known of `name`, and what it may have been meant for."""
    lines = words(width, (_("There is no documentation for {name}.").format(name=name), "body"))
    if near:
        lines += [[], *words(width, (_("Names like it:"), "dim"))]
        lines += [one for name in near for one in cut_up(name, width, "code", "  ")]
    return lines


def variable_lines(name: str, row: int, said: str, kind: str, width: int) -> list[Line]:
    """Where a variable of the learner's is set, in line `row` (from 1), and what it likely is."""
    lines = words(width, (name, "heading"), ("  ", "body"), (_(KINDS["own"]), "dim"))
    lines += words(width, (_("Set in line {n}:").format(n=row), "body"))
    lines += [*code(said, width)]
    if kind:
        lines += [[], *words(width, (_("Likely a {kind}.").format(kind=kind), "dim"))]
    return lines


def places_of(name: str, entries: Sequence[Entry], course: Course) -> list[Place]:
    """The pages of `course` that teach the library's name `name`, in the course's order."""
    short = next((new + name[len(old) :] for old, new in _SHORT if name.startswith(old)), name)
    wanted = {short}
    owner, _dot, last = name.rpartition(".")
    if owner and (owner.rpartition(".")[2][:1].isupper() or owner.endswith("ndarray")):
        wanted.add(f".{last}")
    addresses: list[str] = []
    for entry in entries:
        if entry.sort == "name" and entry.name in wanted:
            addresses += entry.pages
    titles = {
        f"{lesson.address}/{page.id}": (f"{lesson.title} › {page.title}", f"{lesson.address}/{page.id}")
        for lesson in course.lessons()
        for page in lesson.pages
    }
    return [Place(*titles[one]) for one in titles if one in set(addresses)]
