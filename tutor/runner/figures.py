"""What a Matplotlib figure shows, read from its axes and never from its pixels. *Child side.*

Matplotlib is not imported here: a figure can only be there if the answer imported it.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

Data = dict[str, Any]


def figure_data(result: Any) -> Data | None:
    """The figure that is returned, or that a returned axes belongs to, else the current one; None if there is none."""
    if "matplotlib.figure" not in sys.modules:
        return None
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    figure = result if isinstance(result, Figure) else result.figure if isinstance(result, Axes) else current()
    if not isinstance(figure, Figure):
        return None
    title = figure.get_suptitle() if hasattr(figure, "get_suptitle") else ""
    return {"title": title, "axes": [axes_data(each) for each in figure.get_axes()]}


def is_drawn(value: Any) -> bool:
    """Whether a value was drawn by Matplotlib, or is a list of such: beside its picture its text says nothing."""
    if type(value) in (list, tuple) and value:
        return all(is_drawn(each) for each in value[:20])
    return type(value).__module__.partition(".")[0] == "matplotlib"


def current() -> Any:
    """The figure that pyplot would draw into; None if it has none."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None or not pyplot.get_fignums():
        return None
    return pyplot.gcf()


def close_all() -> None:
    """Forget all figures, so that the next turn begins with none."""
    if (pyplot := sys.modules.get("matplotlib.pyplot")) is not None:
        pyplot.close("all")


def axes_data(axes: Any) -> Data:
    """One axes: its words, scales and data. Colours, styles and limits are left to taste."""
    from matplotlib.collections import PathCollection
    from matplotlib.patches import Rectangle

    legend = axes.get_legend()
    handles = {patch for container in axes.containers for patch in container if isinstance(patch, Rectangle)}
    return {
        "title": axes.get_title(),
        "xlabel": axes.get_xlabel(),
        "ylabel": axes.get_ylabel(),
        "xscale": axes.get_xscale(),
        "yscale": axes.get_yscale(),
        "lines": in_order([line_data(line) for line in axes.get_lines()]),
        "points": in_order([points_data(each) for each in axes.collections if isinstance(each, PathCollection)]),
        "bars": bars_data([patch for patch in axes.patches if patch in handles]),
        "contours": [drawn_numbers(each.levels) for each in axes.collections if hasattr(each, "levels")],
        "images": [drawn_numbers(each.get_array()) for each in axes.get_images()],
        "legend": sorted(text.get_text() for text in legend.get_texts()) if legend else [],
        "texts": sorted(text.get_text() for text in axes.texts),
    }


def line_data(line: Any) -> Data:
    """A line's label and points; labels that Matplotlib made up count as none."""
    x, y = (drawn_numbers(values) for values in line.get_data(orig=False))
    return {"label": label_of(line), "x": x, "y": y}


def points_data(collection: Any) -> Data:
    """A scatter's label and points."""
    places = drawn_numbers(collection.get_offsets()).reshape(-1, 2)
    return {"label": label_of(collection), "x": places[:, 0], "y": places[:, 1]}


def bars_data(bars: list[Any]) -> Data:
    """The left edges, widths and heights of all bars."""
    return {
        "left": drawn_numbers([bar.get_x() for bar in bars]),
        "width": drawn_numbers([bar.get_width() for bar in bars]),
        "height": drawn_numbers([bar.get_height() for bar in bars]),
    }


def drawn_numbers(values: Any) -> Any:
    """Numbers as drawn. In float32: what was computed in it may have been widened on the way into the figure."""
    return np.asarray(values, np.float32)


def label_of(artist: Any) -> str:
    """An artist's label, "" for one that was not given."""
    label = str(artist.get_label())
    return "" if label.startswith("_") else label


def in_order(drawn: list[Data]) -> list[Data]:
    """What was drawn, in an order that doesn't depend on which was drawn first."""
    return sorted(drawn, key=lambda each: (each["label"], each["x"].size, np.round(each["y"], 6).tolist()))
