"""`list`, `progress`, `hint`, `solution`: what a learner reads is right, and what they took is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.commands.conftest import Ran, is_one_line
from tests.progress.conftest import verdict
from tutor.progress.aliases import identity
from tutor.progress.store import Store

ADDRESS = "arithmetic/doubling/double"


def opened(course: Path) -> Store:
    """The learner's progress in `course`."""
    return Store(course=identity(course, built_in=False))


def test_list_shows_all_with_what_is_done(tutor: Callable[..., Ran], course: Path) -> None:
    """Everything is listed with how it stands, and a broken lesson with its reason."""
    with opened(course) as store:
        store.record(verdict("passed", ADDRESS), "x")
    listed = tutor("list", "--json").json
    doubling, broken = listed["chapters"][0]["lessons"]
    assert [(one["address"], one["kind"], one["optional"], one["standing"]) for one in doubling["exercises"]] == [
        (ADDRESS, "function", False, "passed"),
        ("arithmetic/doubling/shape", "predict", False, "new"),
        ("arithmetic/doubling/which", "choice", True, "new"),
    ]
    assert broken["broken"][0]["path"].endswith("02-broken.toml")
    assert listed["faults"] == broken["broken"]
    text = tutor("list").out
    assert "passed" in text
    assert "02-broken.toml:2:" in text
    assert "tutor --course" in text
    assert "arithmetic/doubling/shape" in text
    assert all(len(line) <= 80 for line in text.splitlines() if "/course" not in line)


def test_progress_counts(tutor: Callable[..., Ran], course: Path) -> None:
    """Counts leave optional exercises apart, and say what is next."""
    with opened(course) as store:
        store.record(verdict("passed", ADDRESS), "x")
        store.give_up("arithmetic/doubling/shape")
    told = tutor("progress", "--json").json
    assert told["whole"] == {
        "passed": 1,
        "given_up": 1,
        "tested_out": 0,
        "total": 2,
        "optional_done": 0,
        "optional_total": 1,
        "complete": True,
    }
    assert told["exercises"][ADDRESS]["attempts"] == 1
    assert told["next"] is None
    assert "2 of 2 done, 1 given up, 0 of 1 optional" in tutor("progress").out


def test_hints_come_one_at_a_time(tutor: Callable[..., Ran], course: Path) -> None:
    """Each call takes the next hint; a later one brings those before it; none is taken twice."""
    assert "What is twice" in tutor("hint", ADDRESS).out
    second = tutor("hint", ADDRESS).out
    assert "may be multiplied" in second
    assert "What is twice" not in second
    assert "you made 0" in second
    again = tutor("hint", ADDRESS).out
    assert "What is twice" in again
    assert "may be multiplied" in again
    both = tutor("hint", "arithmetic/doubling/shape", "2").out
    assert "Count the rows" in both
    assert "Rows, then columns" in both
    for number in ("0", "3"):
        ran = tutor("hint", ADDRESS, number)
        assert (ran.status, is_one_line(ran.err)) == (2, True)
    with opened(course) as store:
        assert store.hints_taken(ADDRESS) == 2


def test_the_solution_is_shown_after_a_pass(tutor: Callable[..., Ran], course: Path) -> None:
    """Before a pass it isn't; afterwards it is, with what to remember."""
    ran = tutor("solution", ADDRESS)
    assert (ran.status, ran.out) == (2, "")
    assert is_one_line(ran.err)
    assert "giving up takes 3 attempts (you made 0)" in ran.err
    with opened(course) as store:
        store.record(verdict("passed", ADDRESS), "x")
    shown = tutor("solution", ADDRESS).out
    assert "return x + x" in shown
    assert "element by element" in shown


def test_giving_up_takes_its_price_and_its_word(tutor: Callable[..., Ran], course: Path) -> None:
    """Three attempts, every hint, and then `--give-up`, which is kept."""
    assert tutor("solution", ADDRESS, "--give-up").status == 2
    with opened(course) as store:
        store.take_hint(ADDRESS, 2)
        for _ in range(3):
            store.record(verdict("failed", ADDRESS), "x")
    ran = tutor("solution", ADDRESS)
    assert (ran.status, ran.out) == (2, "")
    assert "--give-up" in ran.err
    assert "return x + x" in tutor("solution", ADDRESS, "--give-up").out
    with opened(course) as store:
        assert store.standing(ADDRESS).state == "given_up"
    assert tutor("solution", ADDRESS).status == 0


def test_without_a_place_for_progress_the_course_can_still_be_read(
    tutor: Callable[..., Ran], own_folders: Path
) -> None:
    """Where nothing can be kept, that is said once and the command goes on; `progress` has nothing to tell."""
    own_folders.write_text("a file where a folder should be")
    ran = tutor("list")
    assert ran.status == 0
    assert "Double it" in ran.out
    assert is_one_line(ran.err)
    ran = tutor("progress")
    assert (ran.status, ran.out) == (2, "")
    assert is_one_line(ran.err)


def test_a_damaged_progress_file_is_told(tutor: Callable[..., Ran], own_folders: Path) -> None:
    """The learner learns that a file was set aside, once."""
    own_folders.mkdir()
    (own_folders / "progress.db").write_bytes(b"damaged " * 100)
    ran = tutor("list")
    assert ran.status == 0
    assert is_one_line(ran.err)
    assert "progress.damaged-" in ran.err
    assert tutor("list").err == ""


def test_find_leads_to_what_teaches_and_trains_a_name(tutor: Callable[..., Ran]) -> None:
    ran = tutor("find", "arange")
    assert (ran.status, ran.err) == (0, "")
    assert "torch.arange" in ran.out and "arithmetic/doubling/twice" in ran.out
    told = json.loads(tutor("find", "--json", "torch.arange").out)
    assert told[0] == {"name": "torch.arange", "sort": "name", "pages": ["arithmetic/doubling/twice"], "exercises": []}
    nothing = tutor("find", "no", "such", "thing")
    assert nothing.status == 1 and "no such thing" in nothing.out
