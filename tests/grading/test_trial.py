"""Protects what a run hands over to be seen: variables, histories, figures, and the shapes that did not fit."""

from __future__ import annotations

import time

import pytest

from tutor.course.lines import plain
from tutor.grading.graph_text import first_choice, tree
from tutor.grading.output_text import output_lines
from tutor.grading.trial import MOST_FIGURES, run_code
from tutor.grading.variables_text import variables_lines
from tutor.runner.client import Runner

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_run_leaves_its_variables_and_their_histories(runner: Runner) -> None:
    source = "import torch\nw = torch.ones(3, requires_grad=True)\nt = w.detach()\nh = w * 2\nh.sum()\n"
    report = await run_code(runner, source)
    assert "w and t share memory." in plain(variables_lines(report.variables, 70))
    assert first_choice(report.graph) == "_"
    assert tree(report.graph, "_")[1:] == ["h = MulBackward0  (3,)", "├─ w  (3,)  leaf", "└─ no gradient flows here"]
    again = await run_code(runner, source + "h\n")
    assert set(again.graph.roots) == {"w", "h"}


async def test_what_was_drawn_is_shown_and_its_handles_are_not(runner: Runner) -> None:
    source = (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2, 4], label='up')\nplt.legend()\n"
        "plt.title('[b]\\x1b[2J')\nplt.plot([0])"
    )
    report = await run_code(runner, source)
    assert report.value is None and report.error is None
    text = plain(output_lines(report, 60))
    assert "up" in text and "┤" in text and "[b]" in text and "\x1b" not in text


async def test_a_figure_that_never_ends_does_not_hang(runner: Runner) -> None:
    source = (
        "import matplotlib.pyplot as plt\nfrom matplotlib.ticker import Locator\n"
        "class Mine(Locator):\n    def __call__(self):\n        while True: pass\n"
        "plt.plot([1, 2])\nplt.gca().xaxis.set_major_locator(Mine())\nprint('drawn')\n"
    )
    began = time.monotonic()
    report = await run_code(runner, source, seconds=2)
    assert report.reason == "timeout" and "drawn" in report.stdout
    assert time.monotonic() - began < 30


async def test_no_more_figures_are_taken_than_can_be_looked_at(runner: Runner) -> None:
    source = "import matplotlib.pyplot as plt\nfor n in range(30):\n    plt.figure()\n    plt.plot([n])\n"
    assert 1 < len((await run_code(runner, source)).figures) <= MOST_FIGURES


async def test_shapes_that_did_not_fit_are_drawn_below_the_error(runner: Runner) -> None:
    report = await run_code(runner, "import torch\na = torch.ones(2, 3)\nb = torch.ones(4)\na + b\n")
    assert report.error is not None and report.error.met is not None
    text = plain(output_lines(report, 60))
    assert "a           2 × 3" in text and "together    2 × ✗" in text
