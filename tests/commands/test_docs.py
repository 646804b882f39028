"""`tutor docs`: a name is told from the packages' own docstrings, without the screen."""

from __future__ import annotations

from collections.abc import Callable

from tests.commands.conftest import Ran


def test_a_name_is_told_with_the_pages_that_teach_it(tutor: Callable[..., Ran]) -> None:
    """As JSON and in lines of at most 80 columns; short names are understood as code has them."""
    told = tutor("docs", "F.relu", "--json").json
    assert (told["name"], told["kind"]) == ("torch.nn.functional.relu", "function")
    assert told["signatures"] == ["relu(input, inplace=False) -> Tensor"]
    ran = tutor("docs", "torch.arange()")
    assert ran.status == 0
    assert ran.out.startswith("torch.arange  function\narange(start=0, end, step=1")
    assert ":attr:" not in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_a_name_that_is_not_there_has_others_told(tutor: Callable[..., Ran]) -> None:
    """Status 1, and names like it."""
    ran = tutor("docs", "torch.sumn")
    assert ran.status == 1
    assert "There is no documentation for torch.sumn." in ran.out
    assert "torch.sum" in ran.out.split("Names like it:")[1]
    assert tutor("docs", "  ").status == 1
