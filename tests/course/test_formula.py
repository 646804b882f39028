"""Protects mathematics as text: what is drawn says the formula, and what can't be drawn is told."""

from __future__ import annotations

import pytest

from tutor.course.formula import MathError, display, inline

LINES = {
    r"x^2": "x²",
    r"\sum_i x_i^2": "∑ᵢ xᵢ²",
    r"\frac{1}{n} \sum_{i=1}^n (x_i - \bar{x})^2": "1/n ∑ᵢ₌₁ⁿ(xᵢ - x̄)²",
    r"\frac{a+b}{2}": "(a + b)/2",
    r"\frac{1}{2\sigma^2}": "1/(2σ²)",
    r"\frac{\partial f}{\partial x}": "∂f/∂x",
    r"P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}": "P(A ∣ B) = P(B ∣ A)P(A)/P(B)",
    r"\sqrt{x} + \sqrt{x+1} + \sqrt[3]{8}": "√x + √(x + 1) + ∛8",
    r"x_d, x_{max}, x_{i,j}": "x_d, xₘₐₓ, x_(i,j)",
    r"\mathbf{x}^\top \mathbf{y}": "𝐱ᵀ𝐲",
    r"X \in \mathbb{R}^{m \times n}": "X ∈ ℝᵐˣⁿ",
    r"f'(x) = -2x": "f′(x) = -2x",
    r"\operatorname{argmax}_x \log p(x)": "argmaxₓ log p(x)",
    r"\left.\frac{df}{dx}\right|_{x=0}": "df/dx|ₓ₌₀",
    r"\{1,2\} \ne [0, 1)": "{1, 2} ≠ [0, 1)",
    r"\lVert x \rVert_2": "‖x‖₂",
    r"e^{-x^2/2}": "e^(-x²/2)",
    r"\lim_{h \to 0} g(h)": "lim_(h→0) g(h)",
    r"\text{no_grad is } \$5, 3\%": "no_grad is $5, 3%",
    r"3 \times 32 \times 32": "3 × 32 × 32",
    r"A_{ij} B_I": "AᵢⱼB_I",
}


@pytest.mark.parametrize("source", LINES)
def test_on_one_line(source: str) -> None:
    """Protects formulas within a sentence."""
    assert inline(source) == LINES[source]


def test_in_two_dimensions() -> None:
    """Protects formulas by themselves: fractions, sums with bounds, matrices, cases."""
    assert display(r"\frac{a + b}{2}") == (" a + b", "╶─────╴", "   2")
    assert display(r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}") == ("⎡1 2⎤", "⎣3 4⎦")
    assert display(r"\text{a_b} = x, y") == ("a_b = x, y",)
    assert display(r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}") == ("⎧x  x > 0", "⎩0  otherwise")
    assert display(r"\sum_{i=1}^n x_i") == (" n", " ∑ xᵢ", "i=1")
    assert display(r"\lim_{h \to 0} \frac{1}{h}")[1:] == ("lim╶─╴", "h→0 h")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (r"\foo + 1", r"\foo can't be drawn"),
        (r"x^", "nothing stands behind the ^"),
        (r"\frac{1}", r"nothing stands behind \frac"),
        (r"{x", "a { is never closed"),
        ("{" * 1900, "too deep"),
        ("x + " * 9000, "longer than 2000 characters"),
        (r"x}", "a } closes nothing"),
        ("x\\", "a backslash ends the formula"),
        (r"\begin{matrix} 1", "has no \\end of its own"),
        (r"\begin{nonsense} 1 \end{nonsense}", "takes more than one line"),
        (r"\binom{n}{k}", "takes more than one line"),
    ],
)
def test_what_cannot_be_drawn(source: str, said: str) -> None:
    """Protects learners from question marks where a sign should be: the author is told instead."""
    with pytest.raises(MathError) as caught:
        inline(source)
    assert said in str(caught.value)


@pytest.mark.parametrize("source", ["", "   ", r"\nonesuch", r"\begin{array} 1 \end{array}"])
def test_what_cannot_be_displayed(source: str) -> None:
    """Protects `display` as the test above protects `inline`."""
    with pytest.raises(MathError):
        display(source)
