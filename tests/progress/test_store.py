"""What a learner did is there when they come back, and means what they were told it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.progress.conftest import ADDRESS, exercise, verdict
from tutor.progress.faults import ProgressError
from tutor.progress.store import SOURCES_KEPT, Store


def test_everything_is_there_after_closing(path: Path) -> None:
    """Drafts, cursor, hints, attempts, the place and the posed seed survive the end of a session."""
    with Store(path) as store:
        store.save_draft(ADDRESS, "x = 1\n", (1, 0))
        store.take_hint(ADDRESS, 1)
        store.record(verdict(replay={"case": 3, "seed": 9}), "x = 1\n")
        store.set_place(ADDRESS)
        store.set_posed_seed(ADDRESS, 5)
    with Store(path) as store:
        assert store.draft(ADDRESS) == "x = 1\n"
        assert store.draft_cursor(ADDRESS) == (1, 0)
        assert store.hints_taken(ADDRESS) == 1
        assert store.attempts(ADDRESS) == 1
        assert store.replay(ADDRESS) == {"case": 3, "seed": 9}
        assert store.place() == ADDRESS
        assert store.posed_seed(ADDRESS) == 5
        assert store.notice is None


@pytest.mark.parametrize("text", ['{"case": 1e999}', '{"case": "x"}', "[" * 5000, "[1]", "", "9" * 5000])
def test_a_case_to_try_first_that_cannot_be_read_is_none(path: Path, text: str) -> None:
    """A wish that an import brought along, or a damaged file, is no reason to refuse a check."""
    with Store(path) as store:
        store.record(verdict(replay={"case": 3}), "x = 1\n")
        with store.transaction() as (db, _):
            db.execute("UPDATE work SET replay = ?", (text,))
        assert store.replay(ADDRESS) is None


def test_nothing_is_known_of_what_was_never_touched(store: Store) -> None:
    """Reading an unknown address answers plainly and leaves no trace of it."""
    assert store.draft(ADDRESS) is None
    assert store.draft_cursor(ADDRESS) == (0, 0)
    assert store.replay(ADDRESS) is None
    assert store.posed_seed(ADDRESS) is None
    assert store.place() is None
    assert store.drafts_set_aside(ADDRESS) == []
    assert (store.attempts(ADDRESS), store.hints_taken(ADDRESS)) == (0, 0)
    assert store.standing(ADDRESS).state == "new"
    assert store.standings() == {}


def test_a_failed_recheck_never_undoes_a_pass(store: Store) -> None:
    """A pass is for good, and keeps the time of the first one."""
    store.record(verdict("passed"), "good")
    first = store.standing(ADDRESS).when
    store.record(verdict("failed"), "worse")
    store.record(verdict("passed"), "good")
    assert store.standing(ADDRESS).state == "passed"
    assert store.standing(ADDRESS).when == first


def test_a_pass_clears_the_case_to_try_first(store: Store) -> None:
    """The case that failed comes first until it passes; a failure that has none keeps it."""
    store.record(verdict(replay={"case": 1}), "a")
    store.record(verdict(stage="syntax"), "a(")
    assert store.replay(ADDRESS) == {"case": 1}
    store.record(verdict("unjudged"), "a")
    assert store.replay(ADDRESS) == {"case": 1}
    store.record(verdict("passed"), "b")
    assert store.replay(ADDRESS) is None


def test_unjudged_counts_for_nothing(store: Store) -> None:
    """What could not be judged is never held against a learner, nor starts anything."""
    for _ in range(5):
        store.record(verdict("unjudged"), "x")
    assert store.attempts(ADDRESS) == 0
    assert store.standing(ADDRESS).state == "new"
    assert not store.may_give_up(exercise()).allowed


def test_the_solution_waits_for_a_pass_or_for_giving_up(store: Store) -> None:
    """Before a pass it takes three judged attempts and every hint, and then giving up in so many words."""
    task = exercise()
    for _ in range(3):
        store.record(verdict(), "x")
    assert not store.may_give_up(task).allowed
    assert "you took 0 of 2" in store.may_see_solution(task).why
    store.take_hint(ADDRESS, 2)
    assert store.may_give_up(task).allowed
    assert not store.may_see_solution(task).allowed
    store.give_up(ADDRESS)
    assert store.may_see_solution(task).allowed
    assert store.standing(ADDRESS).state == "given_up"


def test_given_up_stays_given_up(store: Store) -> None:
    """Passing with the solution in sight is no pass of one's own; giving up after a pass changes nothing."""
    store.give_up(ADDRESS)
    store.record(verdict("passed"), "copied")
    standing = store.standing(ADDRESS)
    assert standing.state == "given_up"
    assert standing.passed_at is not None
    other = "tensors/broadcasting/other"
    store.record(verdict("passed", other), "own")
    store.give_up(other)
    assert store.standing(other).state == "passed"


def test_hints_are_never_untaken(store: Store) -> None:
    """Asking for an early hint again does not forget the later ones."""
    store.take_hint(ADDRESS, 2)
    store.take_hint(ADDRESS, 1)
    assert store.hints_taken(ADDRESS) == 2


def test_two_courses_share_nothing(path: Path) -> None:
    """The same address in another course is another exercise."""
    with Store(path) as ours, Store(path, course="folder:/elsewhere") as other:
        ours.record(verdict("passed"), "x")
        ours.set_place(ADDRESS)
        assert other.standing(ADDRESS).state == "new"
        assert other.place() is None


def test_old_sources_go_but_the_last_pass_stays(store: Store) -> None:
    """The file doesn't grow without end, and one's own passing answer can always be shown."""
    store.record(verdict("passed"), "the answer")
    for number in range(SOURCES_KEPT + 5):
        store.record(verdict(), f"try {number}")
    assert store.attempts(ADDRESS) == SOURCES_KEPT + 6
    assert store.last_source(ADDRESS) == "the answer"
    kept = store._db.execute("SELECT count(*) FROM attempt WHERE source NOTNULL").fetchone()[0]
    assert kept == SOURCES_KEPT + 1


def test_any_text_can_be_a_draft(store: Store) -> None:
    """Nothing a keyboard or a paste can hold is refused."""
    store.save_draft(ADDRESS, "nul \0 [b] \x1b 形状 é\n")
    assert store.draft(ADDRESS) == "nul \0 [b] \x1b 形状 é\n"
    store.save_draft(ADDRESS, "half \udcff")
    assert store.draft(ADDRESS) == "half ?"
    store.save_draft(ADDRESS, "")
    assert store.draft(ADDRESS) == ""


def test_a_store_in_memory_works_the_same() -> None:
    """Where nothing can be kept, a session still runs."""
    with Store.in_memory() as store:
        store.record(verdict("passed"), "x")
        assert store.standing(ADDRESS).state == "passed"


def test_a_closed_store_says_so_in_its_own_words(store: Store) -> None:
    """Callers have one kind of error to expect."""
    store.close()
    store.close()
    with pytest.raises(ProgressError):
        store.draft(ADDRESS)
