"""A Matplotlib figure as places on paper: lines, points, bars and shades within their axes. *Child side.*

Places are fractions of the axes, from the lower left corner, as Matplotlib itself would draw them: its limits, scales
and transforms have been applied. How they are drawn is for others to say.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Any

import numpy as np

from tutor.runner.figures import close_all, label_of

Data = dict[str, Any]

MOST_PLACES = 400  # of one line or cloud; more can't be seen in text
MOST_MARKS = 60  # on one line
MOST_AXES = 6
MOST_FIGURES = 4
MOST_SERIES = 12  # in one axes; more can't be told apart
MOST_PIECES = 64  # of one line
MOST_BARS = 400
MOST_READ = 20_000  # places of one series that are looked at
MOST_TICKS = 40
LONGEST = 200  # characters of a title or label
SHADES = 32  # rows and columns of a shaded field, at most
DIGITS = 4


def pictures(value: Any = None) -> list[Data]:
    """Every figure that is open, and the one that `value` is or belongs to, as plain data; they are closed.

    At most MOST_FIGURES of them; one that can't be read is left out.
    """
    if "matplotlib.figure" not in sys.modules:
        return []
    drawn = []
    for figure in open_figures(value)[:MOST_FIGURES]:
        with contextlib.suppress(Exception):
            drawn.append(picture(figure))
    close_all()
    return [each for each in drawn if each["axes"]]


def open_figures(value: Any) -> list[Any]:
    """The figures pyplot holds, and the one of `value` if it is another."""
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

    pyplot = sys.modules.get("matplotlib.pyplot")
    found = [] if pyplot is None else [pyplot.figure(number) for number in pyplot.get_fignums()[:MOST_FIGURES]]
    first = value[0] if type(value) in (list, tuple) and value else value
    own = first if isinstance(first, Figure) else first.get_figure() if isinstance(first, Artist) else None
    return [*found, own] if isinstance(own, Figure) and all(own is not each for each in found) else found


def picture(figure: Any) -> Data:
    """One figure: its title and axes."""
    title = figure.get_suptitle() if hasattr(figure, "get_suptitle") else ""
    return {"title": words(title), "axes": [axes_picture(each) for each in figure.get_axes()[:MOST_AXES]]}


def words(text: Any) -> str:
    """A title or a label, cut where it is too long for any."""
    return str(text)[:LONGEST]


def axes_picture(axes: Any) -> Data:
    """One axes: words, ticks, and what is drawn in it."""
    from matplotlib.collections import LineCollection, PathCollection
    from matplotlib.contour import QuadContourSet
    from matplotlib.patches import Rectangle

    axes.get_xlim(), axes.get_ylim()  # only asking for them makes the transforms know them
    axes.apply_aspect()
    drawn = [line_places(axes, line) for line in axes.get_lines()[:MOST_SERIES]]
    for each in axes.collections[:MOST_SERIES]:
        if isinstance(each, PathCollection):
            drawn.append(
                series("points", label_of(each), places(axes, each.get_offset_transform(), few(each.get_offsets())))
            )
        elif isinstance(each, QuadContourSet):
            drawn += contour_places(axes, each)
        elif isinstance(each, LineCollection):
            pieces = [places(axes, each.get_transform(), path.vertices) for path in each.get_paths()[:MOST_PIECES]]
            drawn.append(series("line", label_of(each), *pieces))
    bars = [patch for patch in axes.patches if isinstance(patch, Rectangle)][:MOST_BARS]
    if bars:
        labels = [str(container.get_label()) for container in axes.containers]
        label = next((each for each in labels if each and not each.startswith("_")), "")
        drawn.append(series("bars", label, np.concatenate([bar_places(axes, bar) for bar in bars])))
    return {
        "title": words(axes.get_title()),
        "xlabel": words(axes.get_xlabel()),
        "ylabel": words(axes.get_ylabel()),
        "xticks": ticks(axes.xaxis, axes.get_xlim(), lambda at: (at, axes.get_ylim()[0]), axes, 0),
        "yticks": ticks(axes.yaxis, axes.get_ylim(), lambda at: (axes.get_xlim()[0], at), axes, 1),
        "legend": axes.get_legend() is not None,
        "shades": shades(axes),
        "series": [each for each in drawn if any(each["pieces"])][:MOST_SERIES],
    }


def series(kind: str, label: str, *pieces: Any, dashed: bool = False) -> Data:
    """Something drawn, in pieces that hang together."""
    kept = [thinned(piece, MOST_PLACES // min(max(len(pieces), 1), MOST_PIECES)) for piece in pieces[:MOST_PIECES]]
    return {"kind": kind, "label": words(label), "dashed": dashed, "pieces": kept}


def line_places(axes: Any, line: Any) -> Data:
    """A line; as points where it has markers and no line between them."""
    found = places(axes, line.get_transform(), np.column_stack([few(each) for each in line.get_data(orig=False)]))
    style = line.get_linestyle()
    kind = "points" if style in ("None", "", " ", "none") else "line"
    marked = kind == "line" and line.get_marker() not in ("None", "", " ", "none", None) and len(found) <= MOST_MARKS
    return {**series(kind, label_of(line), *unbroken(found), dashed=style not in ("-", "solid")), "marked": marked}


def unbroken(found: Any) -> list[Any]:
    """The runs of places between those that are no numbers: there a line is interrupted."""
    gaps = np.flatnonzero(~np.isfinite(found).all(axis=1))
    return [run[np.isfinite(run).all(axis=1)] for run in np.split(found, gaps)]


def contour_places(axes: Any, contours: Any) -> list[Data]:
    """The lines of a contour plot, one after another."""
    if contours.filled:
        return []
    pieces = []
    for path in contours.get_paths()[:MOST_PIECES]:
        for polygon in path.to_polygons(closed_only=False):
            pieces.append(places(axes, axes.transData, polygon))
    return [series("line", "", *pieces)]


def bar_places(axes: Any, bar: Any) -> Any:
    """A bar as two places: its lower left and its upper right corner."""
    corners = [(bar.get_x(), bar.get_y()), (bar.get_x() + bar.get_width(), bar.get_y() + bar.get_height())]
    return places(axes, axes.transData, corners)


def places(axes: Any, transform: Any, data: Any) -> Any:
    """Places in fractions of the axes."""
    filled: Any = np.ma.filled(np.ma.asarray(data, dtype=float), np.nan).reshape(-1, 2)
    with np.errstate(all="ignore"):
        return axes.transAxes.inverted().transform(transform.transform(filled))


def few(values: Any) -> Any:
    """Of very many rows an even choice, before anything is computed of them."""
    if len(values) <= MOST_READ:
        return values
    return values[np.linspace(0, len(values) - 1, MOST_READ).round().astype(int)]


def thinned(found: Any, most: int = MOST_PLACES) -> list[list[float]]:
    """Places as plain numbers: those that are none left out, and of very many an even choice."""
    found = found[np.isfinite(found).all(axis=1)]
    most = max(most, 2)
    if len(found) > most:
        found = found[np.linspace(0, len(found) - 1, most).round().astype(int)]
    clipped: list[list[float]] = np.clip(found, -9, 9).round(DIGITS).tolist()
    return clipped


def ticks(axis: Any, limits: Any, at: Any, axes: Any, side: int) -> list[list[Any]]:
    """The ticks within the limits: where, as a fraction, and what stands there."""
    low, high = sorted(limits)
    kept = [float(tick) for tick in axis.get_majorticklocs() if low <= tick <= high][:MOST_TICKS]
    told = axis.get_major_formatter().format_ticks(kept) if kept else []
    if not kept:
        return []
    where = places(axes, axes.transData, [at(tick) for tick in kept])[:, side]
    return [
        [round(float(place), DIGITS), plain_text(words(text))]
        for place, text in zip(where, told, strict=True)
        if np.isfinite(place)
    ]


def plain_text(text: str) -> str:
    """A tick's text without Matplotlib's own mathematics."""
    for sign, meant in (("$\\mathdefault{", ""), ("}$", ""), ("\N{MINUS SIGN}", "-"), ("$", ""), ("\\mathdefault", "")):
        text = text.replace(sign, meant)
    return text.replace("{", "").replace("}", "")


def shades(axes: Any) -> list[list[float]]:
    """An image or a filled contour as rows of fractions, the lowest row first; none if there is none."""
    from matplotlib.collections import QuadMesh

    found: list[Any] = []
    for image in axes.get_images():
        field = picked(image.get_array())
        found.append(field if image.origin == "lower" else field[::-1])
    for mesh in axes.collections:
        if isinstance(mesh, QuadMesh):
            corners: Any = mesh.get_coordinates()
            found.append(picked(np.ma.asarray(mesh.get_array()).reshape(corners.shape[0] - 1, -1)))
    if not found or found[0].ndim != 2 or not found[0].size:
        return []
    field = found[0]
    with np.errstate(all="ignore"):
        span = field.max() - field.min()
        shaded = (field - field.min()) / (span or 1.0)
    fractions: list[list[float]] = np.nan_to_num(shaded, nan=0.0, posinf=1.0, neginf=0.0).round(2).tolist()
    return fractions


def picked(values: Any) -> Any:
    """An even choice of the rows and columns of a field, as numbers; what is masked or no number counts as 0.

    Of an image in colours, how light it is.
    """
    field: Any = np.ma.asarray(values)
    if field.ndim < 2:
        return np.zeros((0, 0))
    kept = [np.linspace(0, max(size - 1, 0), min(size, SHADES)).round().astype(int) for size in field.shape[:2]]
    field = np.nan_to_num(np.ma.filled(field[np.ix_(*kept)].astype(float), 0.0), posinf=0.0, neginf=0.0)
    return field[..., :3].mean(axis=-1) if field.ndim == 3 else field
