"""Protects review: what was passed comes back, sooner where it was hard, and never more of it than a day can hold."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.progress.conftest import ADDRESS, course, exercise, verdict
from tutor.course.model import Course, Exercise
from tutor.progress import due as due_module
from tutor.progress.due import due, mixed, start_of_day
from tutor.progress.review import DAY, LONGEST, Memory, Rating, first_rating, memory, review_rating
from tutor.progress.review_rows import Kept
from tutor.progress.store import Store

NOW = 1_800_000_000.0


def many(count: int, **more: object) -> list[Exercise]:
    return [exercise(f"tensors/one/e{number}", **more) for number in range(count)]


def kept(address: str, *, due_at: float = NOW - DAY, stability: float = 5.0, **more: object) -> Kept:
    known = {"reviews": 1, "lapses": 0, "lapsed_at": None, "seconds": 60.0} | more
    last = due_at - 5 * DAY
    return Kept(address, Memory(stability, 5.0, last, due_at), **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("went", "rating"),
    [
        ({"failed": 0, "hints": 0, "mistakes": 0, "given_up": False}, Rating.EASY),
        ({"failed": 1, "hints": 1, "mistakes": 0, "given_up": False}, Rating.GOOD),
        ({"failed": 3, "hints": 2, "mistakes": 1, "given_up": False}, Rating.HARD),
        ({"failed": 9, "hints": 3, "mistakes": 2, "given_up": False}, Rating.AGAIN),
        ({"failed": 0, "hints": 0, "mistakes": 0, "given_up": True}, Rating.AGAIN),
    ],
)
def test_attempts_hints_and_mistakes_make_the_first_rating(went: dict[str, int], rating: Rating) -> None:
    assert first_rating(**went) is rating  # type: ignore[arg-type]


def test_a_review_is_forgotten_once_it_took_much_help() -> None:
    assert review_rating(failed=0, hints=0, shown=False) is Rating.GOOD
    assert review_rating(failed=2, hints=0, shown=False) is Rating.HARD
    assert review_rating(failed=0, hints=1, shown=False) is Rating.HARD
    assert review_rating(failed=0, hints=2, shown=False) is Rating.AGAIN
    assert review_rating(failed=0, hints=0, shown=True) is Rating.AGAIN


def test_what_was_easy_comes_back_later_and_forgetting_brings_it_near() -> None:
    first = {rating: memory([(NOW, rating)], "x").due_at for rating in Rating}
    assert sorted(first, key=first.__getitem__) == list(Rating)
    assert first[Rating.AGAIN] <= NOW + 2 * DAY
    log, at = [(NOW, Rating.GOOD)], NOW
    for _ in range(12):
        found = memory(log, "x")
        at = found.due_at
        log.append((at, Rating.GOOD))
    assert memory(log, "x").due_at - at <= LONGEST * DAY * 1.1
    forgotten = memory([*log[:3], (log[3][0], Rating.AGAIN)], "x")
    assert forgotten.due_at - forgotten.last_at < memory(log[:4], "x").due_at - log[3][0]


def test_the_same_reviews_give_the_same_day_in_any_order_on_any_machine() -> None:
    log = [(NOW, Rating.HARD), (NOW + 3 * DAY, Rating.GOOD), (NOW + 9 * DAY, Rating.AGAIN)]
    assert memory(log, "x") == memory(log[::-1], "x")
    days = {round((memory(log[:2], name).due_at - log[1][0]) / DAY, 2) for name in "abcdefgh"}
    assert len(days) > 4  # what was passed on one day doesn't come back on one day


def test_recall_falls_with_time_and_is_nine_tenths_after_its_stability() -> None:
    one = Memory(10.0, 5.0, NOW, NOW + 10 * DAY)
    assert one.recall(NOW - DAY) == one.recall(NOW) == 1.0
    assert one.recall(NOW + 10 * DAY) == pytest.approx(0.9)
    assert one.recall(NOW + 100 * DAY) < one.recall(NOW + 20 * DAY)


def test_a_day_asks_for_so_much_and_the_rest_waits() -> None:
    exercises = many(50)
    known = [kept(one.address, due_at=NOW - number * DAY) for number, one in enumerate(exercises, 1)]
    asked = due(course(("one", exercises)), known, NOW)
    minutes = sum(item.seconds for item in asked.items) / 60
    assert 8 <= minutes <= 12
    assert asked.today + asked.waiting == 50
    assert asked.today <= due_module.A_DAY / 60 * 1.2
    # Nearest to being forgotten first.
    assert asked.items[0].address == "tensors/one/e49"
    spent = due(course(("one", exercises)), known, NOW, spent=(asked.today, due_module.A_DAY))
    assert (spent.items, spent.today, spent.waiting) == ((), 0, 50)
    assert due(course(("one", exercises)), known, NOW, spent=(9, due_module.A_DAY), more=True).items


def test_what_is_due_later_today_is_due_and_what_is_due_tomorrow_is_not() -> None:
    exercises = many(2)
    midnight = start_of_day(NOW) + DAY
    known = [kept("tensors/one/e0", due_at=midnight - 60), kept("tensors/one/e1", due_at=midnight + 60)]
    asked = due(course(("one", exercises)), known, NOW)
    assert [item.address for item in asked.items] == ["tensors/one/e0"]
    assert asked.next_at == midnight + 60


def test_an_exercise_that_the_course_no_longer_has_is_not_asked_for() -> None:
    assert due(course(("one", many(1))), [kept("tensors/one/gone")], NOW) == due(course(("one", many(1))), [], NOW)


def test_forgetting_one_brings_others_of_the_same_idea_forward() -> None:
    exercises = [
        exercise("tensors/one/a", tags=("views",)),
        exercise("tensors/one/b", tags=("views", "strides")),
        exercise("tensors/one/c", tags=("sums",)),
    ]
    later = NOW + 2 * DAY
    others = [kept(f"tensors/one/{name}", due_at=later) for name in "bc"]
    forgotten = kept("tensors/one/a", due_at=NOW + DAY, lapsed_at=NOW - 3600, lapses=1)
    asked = due(course(("one", exercises)), [forgotten, *others], NOW)
    assert "tensors/one/b" in [item.address for item in asked.items]
    assert "tensors/one/c" not in [item.address for item in asked.items]


def test_neighbours_share_no_idea_where_that_can_be() -> None:
    tags = [("a",), ("a",), ("b",), ("b", "c"), ("d",)]
    exercises = [exercise(f"tensors/one/e{number}", tags=one) for number, one in enumerate(tags)]
    items = mixed(due(course(("one", exercises)), [kept(one.address) for one in exercises], NOW).items)
    assert len(items) == 5
    assert not any(set(one.tags) & set(other.tags) for one, other in pairwise(items))


# In the file


@pytest.fixture
def one() -> Course:
    return course(("broadcasting", [exercise(ADDRESS)]))


def test_a_pass_comes_back_and_a_review_puts_it_off(store: Store, one: Course) -> None:
    store.record(verdict("failed"), "x")
    assert store.due(one).items == () and store.comes_back(ADDRESS) is None
    store.record(verdict("passed"), "y")
    first = store.comes_back(ADDRESS)
    assert first is not None
    assert store.due(one, first - 2 * DAY).next_at == first
    assert [item.address for item in store.due(one, first + 60).items] == [ADDRESS]
    store.note_review(ADDRESS, Rating.GOOD, 80.0, now=first + 60)
    later = store.comes_back(ADDRESS)
    assert later is not None and later > first + 2 * DAY
    again = store.due(one, first + 120)
    assert again.items == () and again.done == 1
    assert store.due(one, later + DAY).items[0].seconds == 80.0


def given_up(store: Store, *, days_ago: float = 0.0, address: str = ADDRESS) -> float:
    """Three attempts failed and it was given up, so long ago; when that was."""
    for answer in "abc":
        store.record(verdict("failed", address), answer)
    store.give_up(address)
    with store.transaction() as (db, _):
        db.execute("UPDATE attempt SET made_at = made_at - ?", (days_ago * DAY,))
        db.execute("UPDATE work SET given_up_at = given_up_at - ? WHERE address = ?", (days_ago * DAY, address))
    when = store.standing(address).given_up_at
    assert when is not None
    return when


def test_what_was_given_up_is_offered_again_after_a_day_until_it_is_passed(store: Store, one: Course) -> None:
    """A solution that was seen is no pass: it comes back to be learned, and ever more rarely while that fails."""
    at = given_up(store)
    assert store.due(one, at + 60).items == () and store.comes_back(ADDRESS) == at + DAY
    for days in (1, 2, 4, 8, 16, 16):
        at += days * DAY
        (item,) = store.due(one, at).items
        assert (item.is_learned, item.recall) == (False, 0.0)
        store.note_review(ADDRESS, Rating.AGAIN, 60.0, now=at, is_learned=False)
        assert store.due(one, at + 60).items == ()
    assert store.standing(ADDRESS).state == "given_up"


def test_what_was_given_up_and_is_passed_later_is_reviewed_as_learned_then(store: Store, one: Course) -> None:
    """What came before the pass says nothing of memory, so nothing of it is rated."""
    given_up(store, days_ago=9)
    store.note_review(ADDRESS, Rating.AGAIN, 60.0, now=time.time() - 8 * DAY, is_learned=False)
    store.record(verdict("passed"), "the answer")
    store.note_review(ADDRESS, Rating.GOOD, 60.0, is_learned=False)  # the sitting's: it is rated already
    store.schedule()
    passed_at = store.standing(ADDRESS).passed_at
    assert passed_at is not None and store.comes_back(ADDRESS) == memory([(passed_at, Rating.HARD)], ADDRESS).due_at
    (item,) = store.due(one, passed_at + 3 * DAY).items
    assert item.is_learned and 0.5 < item.recall < 1.0


def test_an_answer_written_right_after_its_solution_was_seen_is_no_memory(store: Store) -> None:
    given_up(store)
    store.record(verdict("passed"), "copied")
    passed_at = store.standing(ADDRESS).passed_at
    assert passed_at is not None and store.comes_back(ADDRESS) == memory([(passed_at, Rating.AGAIN)], ADDRESS).due_at


def test_a_first_pass_that_is_kept_under_another_time_or_exercise_is_a_pass(store: Store, one: Course) -> None:
    """Protects the screen from a damaged file: what comes back is told, however the rows contradict each other."""
    for number in range(2):
        given_up(store, address=f"tensors/one/e{number}")
        store.record(verdict("passed", f"tensors/one/e{number}"), "x = 1\n")
    store.schedule()
    with store.transaction() as (db, _):
        db.execute("DELETE FROM card")
        db.execute("UPDATE work SET passed_at = passed_at + 100, given_up_at = 1 WHERE address = 'tensors/one/e0'")
        db.execute("UPDATE review SET work = (SELECT min(id) FROM work) WHERE work <> (SELECT min(id) FROM work)")
    store.schedule()
    store.due(one)
    with store.transaction() as (db, _):
        assert db.execute("SELECT count(*) FROM card").fetchone() == (2,)


def test_few_of_what_was_given_up_are_asked_for_in_a_day_and_they_come_last(store: Store) -> None:
    addresses = [f"tensors/one/e{number}" for number in range(6)]
    here = course(("one", [exercise(address) for address in addresses]))
    for address in addresses[:5]:
        given_up(store, address=address)
    store.record(verdict("passed", addresses[5]), "y")
    later = time.time() + 30 * DAY
    asked = store.due(here, later)
    assert [item.address for item in asked.items] == [addresses[5], *addresses[:2]]
    assert (asked.today, asked.waiting) == (3, 3)
    for address in addresses[:2]:
        store.note_review(address, Rating.AGAIN, 60.0, now=later, is_learned=False)
    assert [item.address for item in store.due(here, later + 60).items] == [addresses[5]]
    assert [item.address for item in store.due(here, later + DAY).items] == [addresses[5], *addresses[2:4]]
    assert store.due(here, later, more=True).waiting == 0


def test_passing_again_is_no_review(store: Store) -> None:
    store.record(verdict("passed"), "y")
    first = store.comes_back(ADDRESS)
    store.record(verdict("passed"), "y")
    assert store.comes_back(ADDRESS) == first


def test_a_mistake_made_twice_is_told_until_its_page_is_read(store: Store, one: Course) -> None:
    store.record(verdict("failed", mistake="copies"), "x")
    store.record(verdict("failed", mistake="copies"), "x")  # the same answer again is not the same mistake again
    assert store.due(one).repeated == ()
    store.record(verdict("failed", mistake="copies"), "z")
    (found,) = store.due(one).repeated
    assert (found.address, found.mistake, found.times) == (ADDRESS, "copies", 2)
    store.note_reread(ADDRESS, "copies")
    assert store.due(one).repeated == ()


def test_a_changed_exercise_makes_the_pass_older_and_no_less(store: Store) -> None:
    store.record(verdict("passed"), "y", "aaaa")
    assert not store.is_older(ADDRESS, "aaaa") and store.is_older(ADDRESS, "bbbb")
    assert not store.is_older(ADDRESS, "") and not store.is_older("a/b/c", "bbbb")
    assert store.standing(ADDRESS).state == "passed"
    store.record(verdict("passed"), "y", "bbbb")
    assert not store.is_older(ADDRESS, "bbbb")


def test_the_draft_of_a_review_goes_and_the_old_answer_stays(store: Store) -> None:
    store.save_draft(ADDRESS, "the old answer")
    store.record(verdict("passed"), "the old answer")
    store.save_draft(f"{ADDRESS}#review", "begun afresh")
    store.drop_draft(f"{ADDRESS}#review")
    store.drop_draft(ADDRESS)  # what was passed is never dropped
    assert store.draft(f"{ADDRESS}#review") is None
    assert store.draft(ADDRESS) == "the old answer"


def test_failures_of_this_sitting_count_for_a_review(store: Store) -> None:
    store.record(verdict("failed"), "x")
    store.record(verdict("passed"), "y")  # what failed before the first pass is counted in that one
    store.record(verdict("failed"), "x")
    assert store.tried_since_review(ADDRESS)[0] == 1
    store.note_review(ADDRESS, Rating.GOOD, 5.0)
    assert store.tried_since_review(ADDRESS) == (0, 0.0)


def test_asking_what_is_due_loads_no_scheduler_and_nothing_heavy(path: Path, store: Store) -> None:
    """The scheduler is loaded when something is to be scheduled, its optimiser never."""
    store.record(verdict("passed"), "y")
    store.schedule()
    code = (
        "import sys; from pathlib import Path; from tutor.course.model import *;"
        "from tutor.progress.store import Store;"
        "store = Store(Path(sys.argv[1])); store.due(Course(Path('x'), 'C'));"
        "assert 'fsrs' not in sys.modules; store._db.execute('DELETE FROM card'); store.schedule();"
        "assert 'fsrs' in sys.modules and not {'torch', 'pandas', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
