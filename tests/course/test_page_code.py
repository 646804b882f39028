"""Protects: a page's code can be run by itself, with what it needs of earlier pages before it and nothing else."""

from __future__ import annotations

from tutor.course.page_code import standalone, until_it_raises


def lines(code: list[str], before: list[str]) -> list[str]:
    """What comes out, without empty lines."""
    return [line for line in standalone(code, before).splitlines() if line]


def test_what_a_page_is_given_is_imported():
    assert lines(["x = torch.ones(3)\nmath.pi"], []) == [
        "import math",
        "import torch",
        "x = torch.ones(3)",
        "math.pi",
    ]


def test_the_device_is_looked_for_with_torch_there_before_it():
    looked_for = 'device = torch.accelerator.current_accelerator(check_available=True) or torch.device("cpu")'
    assert lines(["x = torch.ones(3, device=device)"], []) == [
        "import torch",
        looked_for,
        "x = torch.ones(3, device=device)",
    ]
    own = ["import torch\nx = torch.ones(3, device=device)"]
    assert lines(own, [])[:2] == ["import torch", looked_for]
    assert lines(["device"], ["device = 5"]) == ["device = 5", "device"], "an author's own goes before"
    exec(standalone(own, []), {})


def test_code_that_needs_nothing_stays_as_it_is():
    code = "import torch\n\ndef f(x):\n    return torch.ones(x)\n\nf(2)"
    assert standalone([code], ["x = 5"]) == code


def test_values_of_earlier_pages_come_with_what_they_are_made_of():
    before = ["a = 1\nb = 2", "c = a + 1\nprint(c)", "def g(n):\n    return n * c\n"]
    assert lines(["g(3)"], before) == ["a = 1", "c = a + 1", "def g(n):", "    return n * c", "g(3)"]


def test_changes_in_place_come_along():
    before = ["x = [1, 2]\ny = [3]", "x[0] = 5\ny[0] = 6", "x.append(7)"]
    assert lines(["x"], before) == ["x = [1, 2]", "x[0] = 5", "x.append(7)", "x"]


def test_a_name_that_is_changed_before_it_is_set_is_missing():
    assert lines(["n = n + 1"], ["n = 1"]) == ["n = 1", "n = n + 1"]
    assert lines(["n += 1"], ["n = 1"]) == ["n = 1", "n += 1"]


def test_decorators_and_imports_of_earlier_pages():
    before = ["from dataclasses import dataclass", "@dataclass\nclass Point:\n    x: int"]
    assert lines(["Point(1)"], before) == [
        "from dataclasses import dataclass",
        "@dataclass",
        "class Point:",
        "    x: int",
        "Point(1)",
    ]


def test_arguments_and_loop_names_are_no_ones_business():
    assert lines(["[k for k in range(3)]\nf = lambda q: q"], ["k = 1\nq = 2"]) == [
        "[k for k in range(3)]",
        "f = lambda q: q",
    ]


def test_what_is_no_python_is_left_alone():
    assert standalone(["x ="], ["y = 1"]) == "x ="
    assert lines(["y"], ["x =", "y = 1"]) == ["y = 1", "y"]


def test_what_happens_before_an_error_counts():
    assert until_it_raises("x = 1\ny = 2\nx.boom()") == "x = 1\ny = 2"
    assert until_it_raises("boom()") == until_it_raises("x =") == ""
