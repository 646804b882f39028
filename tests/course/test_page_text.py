"""Protects what a learner reads: every text laid out for every width, nothing lost, nothing taken as markup."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.course.page_text import FenceOutput, Span, code_lines, lay_out, plain
from tutor.course.spans import fold, width_of

PAGE = r"""
# Shapes line *up*

Two shapes **fit** when, axis `by axis`, the sizes $\sum_i x_i^2$ are equal;
see [the manual](https://example.org/a).

- one
- two with more words than a narrow line can hold at once
  1. inner
  2. inner two

> A quote of `code`.

| name | size | what it is |
|---|---:|:-:|
| x | 12 | some longer text that has to wrap |
| y | 3 | z |

```python run
def f(x, y="text"):  # a comment
    return torch.arange(3).reshape(3, 1) + 1.5 + x + y + sum([1, 2, 3]) + another_long_name
f(1)
```

$$ \frac{a + b}{2} $$

---

张量的形状从右边开始对齐，如果两个大小相等，或者其中一个为一（广播机制），那么它们是兼容的。
"""


@pytest.mark.parametrize("width", [160, 80, 40, 20])
def test_no_line_is_wider_than_asked(width: int) -> None:
    """Protects narrow terminals: Chinese, tables, code and formulas included."""
    lines = lay_out(PAGE, width, [FenceOutput("tensor([[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]])")])
    assert max(map(width_of, lines)) <= width


def test_a_page_at_forty_columns() -> None:
    """Protects the whole picture of a page."""
    output = FenceOutput("tensor([[0, 1],\n        [1, 2]])")
    assert plain(lay_out(PAGE, 40, [output])).split("\n") == [
        "Shapes line up",
        "",
        "Two shapes fit when, axis by axis, the",
        "sizes ∑ᵢ xᵢ² are equal; see the manual",
        "(https://example.org/a).",
        "",
        "• one",
        "• two with more words than a narrow line",
        "  can hold at once",
        "  1. inner",
        "  2. inner two",
        "",
        "│ A quote of code.",
        "",
        "name  size           what it is",
        "────  ────  ────────────────────────────",
        "x       12  some longer text that has to",
        "                        wrap",
        "",
        "y        3               z",
        "",
        '  def f(x, y="text"):  # a comment',
        "      return torch.arange(3).reshape(3,",
        "  ↳ 1) + 1.5 + x + y + sum([1, 2, 3]) +",
        "  ↳ another_long_name",
        "  f(1)",
        "→ tensor([[0, 1],",
        "          [1, 2]])",
        "",
        "     a + b",
        "    ╶─────╴",
        "       2",
        "",
        "─" * 40,
        "",
        "张量的形状从右边开始对齐，如果两个大小相",
        "等，或者其中一个为一（广播机制），那么它",
        "们是兼容的。",
    ]


def test_chinese_lines_begin_with_no_comma() -> None:
    """Protects the rule of Chinese setting: no line begins with a closing sign, none ends with an opening one."""
    text = "张量（数组）的形状，从右边“开始”对齐：如果两个大小相等，或者其中一个为一，那么它们是兼容的。" * 3
    for width in range(8, 60):
        lines = [line for line in plain(lay_out(text, width)).split("\n") if line]
        assert "".join(lines) == text
        assert not any(line[0] in "，。：）”、" for line in lines)
        assert not any(line[-1] in "（“" for line in lines[:-1])


def test_a_number_stays_with_what_it_counts() -> None:
    """Protects Chinese from lines that end with a number, or begin with its measure word."""
    text = "试 3 次（试了 12 次），第 5 行，**4** 条，**第 7 页**，以及 x 的和" * 3
    for width in range(14, 60):
        lines = plain(lay_out(text, width)).split("\n")
        assert not any(line[0] in "次行条页" or line.endswith("第") or line[-1].isdecimal() for line in lines)


def test_chinese_lines_of_source_join_without_a_blank() -> None:
    """Protects Chinese from blanks where the author broke the line, and English from words grown together."""
    assert plain(lay_out("张量\n是什么\nand why\n呢", 40)) == "张量是什么 and why 呢"
    stressed = "找出来的。\n**参数**\n和 *值*\n与 **b**\nc"
    assert plain(lay_out(stressed, 60, marks=True)) == "找出来的。**参数**和 *值*与 **b** c"


def test_signs_of_stress_stay_with_their_words() -> None:
    """Protects stressed Chinese in plain text: no line ends with an opening sign, or begins with a closing one."""
    text = "叫做**标签**，目标函数**要小**的叫做**损失**，也叫**代价**吗" * 3
    for width in range(8, 60):
        lines = plain(lay_out(text, width, marks=True)).split("\n")
        assert "".join(lines) == text
        assert not any(line.endswith(("做**", "数**", "叫**")) for line in lines)
        assert not any(line.startswith(("**，", "**的", "**吗")) for line in lines)


def test_roles_of_words_and_code() -> None:
    """Protects what the screen colours by."""
    spans = {span.text: span.role for line in lay_out(PAGE, 160) for span in line}
    assert spans["fit"] == "strong"
    assert spans["by axis"] == "code"
    assert spans["∑ᵢ xᵢ²"] == "math"
    assert spans["def"] == spans["return"] == "keyword"
    assert spans['"text"'] == "string"
    assert spans["# a comment"] == "comment"
    assert spans["1.5"] == "number"
    assert spans["the manual"] == "link"
    assert spans["Shapes line up"] == "heading"


def test_marks_stay_where_roles_cannot_be_shown() -> None:
    """Protects plain text from losing what is code and what is stressed."""
    assert plain(lay_out("## Head\n\n**so** and *so* and `x`\n\n- y", 40, marks=True)) == (
        "## Head\n\n**so** and *so* and `x`\n\n- y"
    )


def test_outputs_stand_below_the_fences_that_run() -> None:
    """Protects computed outputs from wandering: in order, none below code that is only shown, a sign while awaited."""
    infos = ("run", "show", "run error", "run", "run")
    text = "\n".join(f"```python {info}\n{number}\n```" for number, info in enumerate(infos, 1))
    outputs = [FenceOutput("one"), FenceOutput("E: three", error=True), FenceOutput("")]
    lines = lay_out(text, 40, outputs)
    assert plain(lines).split("\n\n") == ["  1\n→ one", "  2", "  3\n→ E: three", "  4", "  5\n→ …"]
    assert Span("E: three", "error") in [span for line in lines for span in line]


def test_what_would_be_markup_elsewhere_is_text() -> None:
    """Protects `a[idx]` and `[/]` from vanishing, and the terminal from escape codes in a text or an output."""
    text = "a[idx] [/] [b]x[/b] <b>html</b> &amp; `[red]`\n\n```python run\nx[0]\n```"
    shown = plain(lay_out(text, 80, [FenceOutput("[/] \x1b[31mred\x07 \u202eabc")]))
    assert shown.startswith("a[idx] [/] [b]x[/b] <b>html</b> & [red]")
    assert shown.endswith("→ [/] \\u001b[31mred\\u0007 \\u202eabc")


def test_dollars_that_are_no_formula() -> None:
    """Protects prices and code from being read as mathematics."""
    assert plain(lay_out(r"It costs \$5 or $6, `$x$`, and 7$.", 60)) == "It costs $5 or $6, $x$, and 7$."


def test_a_formula_that_cannot_be_drawn_is_shown_as_written() -> None:
    """Protects learners from an author's slip: the source is there to read."""
    assert plain(lay_out(r"Here $\foo_x$ it is." + "\n\n$$\n\\foo\n$$", 60)) == "Here $\\foo_x$ it is.\n\n    \\foo"


def test_a_formula_wider_than_the_page_goes_on_one_line() -> None:
    """Protects pictures from being cut: what is too wide in two dimensions is broken as a line."""
    wide = r"$$ \frac{a + b + c + d + e + f + g}{2} = " + " + ".join("abcdefghijkl") + " $$"
    lines = plain(lay_out(wide, 40)).split("\n")
    assert "(a + b + c + d + e + f + g)/2" in lines[0]


def test_long_code_goes_on_below_a_sign() -> None:
    """Protects code from being clipped unseen: put together again it is the same."""
    code = "value = function(argument, another_argument, third=[1, 2, 3, 4, 5, 6, 7, 8])"
    first, *rest = plain(code_lines(code, 30)).split("\n")
    assert rest
    assert all(line.startswith("↳ ") for line in rest)
    assert len(first) <= 30
    assert "".join([first, *(line.removeprefix("↳ ") for line in rest)]).replace(" ", "") == code.replace(" ", "")


@settings(deadline=None)
@given(st.lists(st.text("ab ,(量e\u0301", min_size=1), min_size=1), st.integers(4, 20))
def test_what_is_folded_is_all_there_and_no_line_too_wide(texts: list[str], width: int) -> None:
    """Protects code and output, wherever they are broken, from losing or gaining a character."""
    lines = fold([Span(text) for text in texts], width)
    assert all(width_of(line) <= width for line in lines)
    assert "".join(span.text for line in lines for span in line if span.text != "↳ ") == "".join(texts)


def test_code_is_broken_behind_a_blank_or_a_comma() -> None:
    """Protects names from being cut in two where a better place is near."""
    code = "w = min(w - step, w, w_plus + step, key=error)"
    assert plain(fold([Span(code)], 24)) == "w = min(w - step, w,\n↳ w_plus + step,\n↳ key=error)"
    assert plain(fold([Span("[100,200,300,400]")], 10)) == "[100,200,\n↳ 300,400]"
    assert plain(fold([Span("x = aaaaaaaaaaaaaaaa")], 12)) == "x = aaaaaaaa\n↳ aaaaaaaa"


@settings(deadline=None)
@given(st.text("ab \n张，。`*$_#>-|[]()\\{}^1.<&~!=+", max_size=60), st.integers(1, 50))
def test_any_text_is_laid_out(text: str, width: int) -> None:
    """Protects the screen from an author's half-written text: it may look odd, and never fails."""
    for line in lay_out(text, width):
        assert all("\n" not in span.text for span in line)
        # Lists and tables within each other need some room; from there on nothing is wider than asked.
        assert width_of(line) <= width or width < 24
