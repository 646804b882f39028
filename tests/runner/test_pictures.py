"""Protects what is read of a figure to be drawn in text: places as Matplotlib itself would draw them."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import numpy as np
import pytest

mpl.use("Agg")
import matplotlib.pyplot as plt

from tutor.runner.pictures import MOST_PLACES, picture, pictures


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    plt.close("all")
    yield
    plt.close("all")


def drawn() -> dict:
    return picture(plt.gcf())["axes"][0]


def test_a_line_lies_where_its_limits_put_it() -> None:
    plt.plot([0, 10], [0, 1], "--", label="up")
    plt.xlim(0, 20)
    plt.ylim(-1, 1)
    (line,) = drawn()["series"]
    assert line["label"] == "up" and line["dashed"]
    assert line["pieces"] == [[[0.0, 0.5], [0.5, 1.0]]]
    assert [text for _, text in drawn()["yticks"]][:1] == ["-1.00"]


def test_scales_and_other_coordinates_are_applied() -> None:
    plt.semilogx([1, 10, 100], [0, 1, 2])
    plt.axhline(1)
    plt.xlim(1, 100)
    curve, level = drawn()["series"]
    assert [x for x, _ in curve["pieces"][0]] == [0.0, 0.5, 1.0]
    assert [x for x, _ in level["pieces"][0]] == [0.0, 1.0]
    assert [text for _, text in drawn()["xticks"]] == ["10^0", "10^1", "10^2"]


def test_gaps_interrupt_a_line_and_floods_are_thinned() -> None:
    plt.plot([0, 1, np.nan, 3, 4], [0, 1, 2, 3, 4])
    plt.plot(np.arange(100_000))
    first, second = drawn()["series"]
    assert [len(piece) for piece in first["pieces"]] == [2, 2]
    assert sum(map(len, second["pieces"])) == MOST_PLACES


def test_points_bars_contours_and_images() -> None:
    _, ((one, two), (three, four)) = plt.subplots(2, 2)
    one.scatter([0, 1], [0, 1], label="cloud")
    two.bar([0, 1], [2, -1])
    grid = np.linspace(-1, 1, 30)
    three.contour(grid, grid, grid**2 + grid[:, None] ** 2, levels=[0.25])
    four.imshow([[0.0, 1.0], [0.5, 0.0]])
    cloud, bars, contour, image = picture(plt.gcf())["axes"]
    assert cloud["series"][0]["kind"] == "points" and cloud["series"][0]["label"] == "cloud"
    assert len(bars["series"][0]["pieces"][0]) == 4
    circle = np.array(contour["series"][0]["pieces"][0]) * 2 - 1
    assert np.allclose(np.hypot(*circle.T), 0.5, atol=0.02)
    assert image["shades"] == [[0.5, 0.0], [0.0, 1.0]]  # the lowest row first


def test_figures_are_taken_once() -> None:
    plt.plot([1, 2])
    plt.figure()  # nothing is drawn in it
    assert len(pictures()) == 1 and pictures() == []
