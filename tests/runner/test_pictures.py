"""Protects what is read of a figure to be drawn in text: places as Matplotlib itself would draw them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import matplotlib as mpl
import numpy as np
import pytest

mpl.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from tutor.runner.pictures import MOST_AXES, MOST_FIGURES, MOST_PIECES, MOST_PLACES, MOST_SERIES, picture, pictures


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


def test_a_million_points_are_an_even_choice_of_them() -> None:
    many = np.zeros(1_000_000)
    plt.plot(many)
    plt.scatter(many, many)
    line, cloud = drawn()["series"]
    assert len(line["pieces"][0]) == len(cloud["pieces"][0]) == MOST_PLACES


def test_what_is_no_number_is_left_out_and_a_broken_line_stays_small() -> None:
    plt.plot([np.nan, np.inf, -np.inf])
    plt.plot(np.where(np.arange(50_000) % 2, np.nan, 1.0))
    plt.imshow(np.array([[np.nan, np.inf], [-np.inf, 1.0]]))
    found = drawn()
    assert sum(len(each["pieces"]) for each in found["series"]) <= MOST_PIECES
    json.dumps(found, allow_nan=False)


def test_hundreds_of_everything_are_bounded() -> None:
    for _ in range(MOST_FIGURES + 1):
        _figure, axes = plt.subplots(1, MOST_AXES + 1)
        for each in axes.flat[:2]:
            for _ in range(MOST_SERIES + 4):
                each.plot(np.random.default_rng(0).random(3000), label="x" * 10_000)
            each.set_title("t" * 10_000)
    found = pictures()
    assert len(found) == MOST_FIGURES
    (one,) = {len(figure["axes"][0]["series"]) for figure in found}
    assert one == MOST_SERIES and len(found[0]["axes"]) == MOST_AXES
    assert MOST_AXES * max(len(json.dumps(figure["axes"][0])) for figure in found) < 1 << 20


def test_a_figure_that_fights_back_is_left_out_and_the_next_is_shown() -> None:
    class Mine(plt.Figure):
        def get_axes(self) -> list:
            raise RuntimeError("no")

    plt.figure(FigureClass=Mine)
    plt.figure()
    plt.plot([1, 2])
    assert len(pictures()) == 1


def test_a_figure_made_without_pyplot_is_found_by_the_value() -> None:
    figure = Figure()
    axes = figure.subplots()
    lines = axes.plot([1, 2], label="own")
    for value in (figure, axes, lines):
        (found,) = pictures(value)
        assert found["axes"][0]["series"][0]["label"] == "own"
    assert pictures([1, 2]) == []


def test_a_picture_in_colours_is_shown_by_how_light_it_is() -> None:
    plt.imshow(np.array([[[0, 0, 0], [255, 255, 255]]], dtype=np.uint8))
    assert drawn()["shades"] == [[0.0, 1.0]]
