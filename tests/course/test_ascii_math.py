"""Protects mathematics in ASCII alone: read as it was meant, and what stands in a column stays in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tutor.course import formula, glyphs


@pytest.fixture(autouse=True)
def plainly() -> Iterator[None]:
    glyphs.use(glyphs.ASCII)
    yield
    glyphs.leave()


@pytest.mark.parametrize(
    ("source", "written"),
    [
        (r"x_i^2 \le 2\sigma^2", "x_i^2 <= 2 sigma^2"),
        (r"\alpha\beta \ne \nabla_\theta L", "alpha beta != nabla_theta L"),
        (r"\sqrt5 + \sqrt{x+1}", "sqrt(5) + sqrt(x + 1)"),
        (r"A \in \mathbb{R}^{m\times n}", "A in R^mxn"),
        (r"\sum_{i=1}^n x_i \to \infty", "sum_(i=1)^n x_i -> inf"),
        (r"10^{-8} \cdot \hat{y}", "10^-8 * yhat"),
        (r"\mathbf{w}^\top\mathbf{x}", "w^T x"),
        (r"\lVert x\rVert_2", "||x||_2"),
    ],
)
def test_a_formula_on_one_line(source: str, written: str) -> None:
    assert formula.inline(source) == written


def test_a_fraction_keeps_its_stroke_as_long_as_its_parts() -> None:
    above, stroke, below = formula.display(r"\frac{x-\mu}{2\sigma^2}")
    assert set(stroke.strip()) == {"-"}
    assert len(stroke.strip()) >= len(below.strip()) == len("2 sigma^2")
    assert above.split() == ["x", "-", "mu"]


def test_sums_and_products_are_words_between_their_limits() -> None:
    assert formula.display(r"\sum_{i=1}^{n} x_i") == (" n", "sum x_i", "i=1")
    assert formula.display(r"\prod_i p_i") == ("prod p_i", " i")


def test_columns_of_a_matrix_stay_below_each_other() -> None:
    first, second = formula.display(r"\begin{bmatrix}\alpha & 1\\2 & 3\end{bmatrix}")
    assert first.index("1") == second.index("3") and first[0] == second[0] == "["


def test_what_only_an_author_can_have_written_stays() -> None:
    assert "深度" in formula.inline(r"x \text{深度}")


def test_the_other_glyphs_come_back() -> None:
    assert formula.inline(r"\alpha") == "alpha"
    glyphs.use(glyphs.BRAILLE)
    assert formula.inline(r"\alpha") == "α"
