"""Protects export, import and reset: nothing lost, nothing doubled, nothing changed by a file that can't be used."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from tests.progress.conftest import ADDRESS, verdict
from tutor.progress.archive import FORMAT, VERSION, ArchiveError, read
from tutor.progress.exchange import bring_back, export_text, import_data, is_under, remove, what_would_go
from tutor.progress.merging import better
from tutor.progress.review import Rating
from tutor.progress.store import Store

OTHER = "tensors/creation/ramp"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Any:
    """Another machine's store."""
    with Store(tmp_path / "elsewhere" / "progress.db") as store:
        yield store


def learned(store: Store) -> None:
    """A bit of everything is kept."""
    store.record(verdict("failed", mistake="copies", replay={"case": 2}), "x")
    store.record(verdict("passed"), "y", "abcd")
    store.record(verdict("failed", OTHER), "形状 \x00 \u2028")
    store.note_review(ADDRESS, Rating.HARD, 70.0)
    store.note_reread(ADDRESS, "copies")
    store.save_draft(ADDRESS, "draft\n", (1, 0))
    store.take_hint(OTHER, 2)
    store.set_place(OTHER)
    store.begin_test_out("tensors", [OTHER])


def data(store: Store) -> bytes:
    return export_text(store, "1").encode()


def content(store: Store) -> Any:
    """Everything an export tells, without what differs by nature."""
    told = json.loads(export_text(store, "1", now=0.0))
    for course in told["courses"]:
        for work in course["work"]:
            work["attempts"].sort(key=lambda one: one["uid"])
            work["reviews"].sort(key=lambda one: one["uid"])
        course["work"].sort(key=lambda one: one["address"])
    return told


def test_what_is_exported_is_what_is_imported(store: Store, elsewhere: Store) -> None:
    learned(store)
    import_data(elsewhere, data(store), "builtin")
    assert content(elsewhere) == content(store)
    assert elsewhere.draft(ADDRESS) == "draft\n" and elsewhere.draft_cursor(ADDRESS) == (1, 0)
    assert elsewhere.comes_back(ADDRESS) == store.comes_back(ADDRESS)
    assert elsewhere.faults() == []


def test_importing_again_changes_nothing(store: Store, elsewhere: Store) -> None:
    learned(store)
    elsewhere.record(verdict("failed"), "mine")
    elsewhere.save_draft(ADDRESS, "written later")
    import_data(elsewhere, data(store), "builtin")
    before = content(elsewhere)
    assert import_data(elsewhere, data(store), "builtin").is_nothing
    assert import_data(elsewhere, data(elsewhere), "builtin").is_nothing
    assert content(elsewhere) == before


def test_two_machines_end_alike_whoever_is_first(store: Store, elsewhere: Store) -> None:
    learned(store)
    elsewhere.record(verdict("failed"), "mine")
    elsewhere.record(verdict("passed", OTHER), "mine")
    elsewhere.save_draft(ADDRESS, "written later")
    ours, theirs = data(store), data(elsewhere)
    import_data(store, theirs, "builtin")
    import_data(elsewhere, ours, "builtin")
    assert store.attempts(ADDRESS) == elsewhere.attempts(ADDRESS) == 3
    assert store.standing(OTHER).state == elsewhere.standing(OTHER).state == "passed"
    for one in (store, elsewhere):
        assert one.draft(ADDRESS) == "written later"
        assert one.drafts_set_aside(ADDRESS) == ["draft\n"]
    assert store.comes_back(OTHER) == elsewhere.comes_back(OTHER)


def test_the_newer_draft_wins_wherever_it_is(store: Store, elsewhere: Store) -> None:
    elsewhere.save_draft(ADDRESS, "older")
    store.save_draft(ADDRESS, "newer")
    joined = import_data(store, data(elsewhere), "builtin")
    assert (store.draft(ADDRESS), joined.drafts, joined.set_aside) == ("newer", 0, 1)
    assert store.drafts_set_aside(ADDRESS) == ["older"]


def test_an_open_session_does_not_write_over_what_was_imported(store: Store, elsewhere: Store) -> None:
    store.save_draft(ADDRESS, "typed here")
    elsewhere.save_draft(ADDRESS, "typed there, later")
    with Store(store.path) as importing:
        import_data(importing, data(elsewhere), "builtin")
    store.save_draft(ADDRESS, "typed on here")
    assert set(store.drafts_set_aside(ADDRESS)) == {"typed here", "typed there, later"}


@pytest.mark.parametrize(
    ("one", "other", "best"),
    [
        ((None, None), (None, None), (None, None)),
        ((5.0, None), (None, 3.0), (5.0, None)),
        ((7.0, 5.0), (10.0, None), (7.0, None)),
        ((None, 9.0), (None, 3.0), (None, 3.0)),
        ((4.0, None), (2.0, None), (2.0, None)),
        ((4.0, 1.0), (None, None), (4.0, 1.0)),
    ],
)
def test_the_better_state_wins_from_either_side(one: Any, other: Any, best: Any) -> None:
    assert better(one, other) == better(other, one) == best
    assert better(best, one) == better(best, other) == best


def test_a_dry_run_tells_and_changes_nothing(store: Store, elsewhere: Store) -> None:
    learned(store)
    before = content(elsewhere)
    joined = import_data(elsewhere, data(store), "builtin", dry_run=True)
    assert joined.attempts == 3 and joined.passes == 1
    assert content(elsewhere) == before


def test_a_course_known_by_its_folder_is_found_under_the_same_name(tmp_path: Path, path: Path) -> None:
    with Store(tmp_path / "a.db", "folder:/home/ann/signals") as there:
        there.record(verdict("passed"), "x")
        exported = data(there)
    with Store(path, "folder:/Users/ann/work/signals") as here:
        import_data(here, exported, "folder:/Users/ann/work/signals")
        assert here.standing(ADDRESS).state == "passed"


def whole(**more: Any) -> dict[str, Any]:
    return {"format": FORMAT, "version": VERSION, "courses": []} | more


def with_work(**more: Any) -> dict[str, Any]:
    work = {"address": ADDRESS, "hints": 0} | more
    return whole(courses=[{"identity": "builtin", "work": [work]}])


ATTEMPT = {"uid": "u", "made_at": 1.0, "outcome": "passed", "seed": 1, "seconds": 0.1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"\xff\xfe{", "not UTF-8"),
        (b'{"format": "tutor pro', "cut short"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"a": NaN}', "cut short"),
        (b"[]", "not an export"),
        (b'{"name": "something else"}', "not an export"),
        (whole(version=VERSION + 1), "a newer tutor wrote this export"),
        (whole(version=10**4000), r"version 100000000000, this one"),
        (whole(version="1"), "without a version"),
        (b'{"version": ' + b"9" * 5000 + b"}", "not JSON"),
        (whole(version=True), "without a version"),
        (whole(courses={}), "courses: a list was expected"),
        (whole(courses=[3]), r"courses\[0\]: an object was expected"),
        (whole(courses=[{"identity": ""}]), r"courses\[0\]\.identity: a name"),
        (with_work(hints=-1), r"hints: a whole number"),
        (with_work(hints=True), r"hints: a whole number"),
        (with_work(hints=10**30), r"hints: a whole number"),
        (with_work(address="a\nb"), r"address: a name"),
        (with_work(passed_at="yesterday"), r"passed_at: a number of seconds"),
        (with_work(passed_at=1e300), r"passed_at: a number of seconds"),
        (with_work(draft={"text": 3, "line": 0, "character": 0, "saved_at": 1}), r"draft\.text: a text"),
        (with_work(attempts=[ATTEMPT, {**ATTEMPT, "outcome": "won"}]), r"attempts\[1\]\.outcome"),
        (with_work(attempts=[{**ATTEMPT, "seed": 2**64}]), r"attempts\[0\]\.seed"),
        (
            with_work(reviews=[{"uid": "r", "made_at": 1, "rating": 5, "seconds": 1}]),
            r"rating: a whole number from 1 to 4",
        ),
    ],
)
def test_what_is_no_export_is_told_in_one_line_and_changes_nothing(store: Store, text: Any, said: str) -> None:
    learned(store)
    before = content(store)
    given = text if isinstance(text, bytes) else json.dumps(text).encode()
    with pytest.raises(ArchiveError, match=said) as told:
        import_data(store, given, "builtin")
    assert "\n" not in str(told.value)
    assert content(store) == before


def test_what_is_read_just_within_the_bounds_is_told_all_the_same() -> None:
    """Protects from values nested so deep that they can be read, and not be written into the message."""
    for depth in range(100, 1000, 25):
        nested = "[" * depth + "]" * depth
        text = f'{{"format": "{FORMAT}", "version": 1, "courses": [{{"identity": {nested}}}]}}'
        with pytest.raises(ArchiveError, match=r"identity: a text was expected|nested too deep"):
            read(text.encode())


def test_whatever_is_changed_in_an_export_it_is_read_whole_or_refused(store: Store, elsewhere: Store) -> None:
    """Three hundred files with bytes or values replaced: one line, or a working import; never anything else."""
    learned(store)
    good = data(store)
    values = [None, -1, 1e400, 2**70, "x" * 2000, [], {}, [[]], True, "\x00", 0.5]
    for seed in range(300):
        chance = random.Random(seed)
        changed = bytearray(good)
        if seed % 2:
            for _ in range(chance.randint(1, 3)):
                at = chance.randrange(len(changed))
                changed[at : at + chance.randint(0, 5)] = chance.randbytes(chance.randint(0, 5))
        else:
            whole = json.loads(good)
            work = chance.choice(whole["courses"][0]["work"])
            inside = chance.choice([whole, whole["courses"][0], work, *work["attempts"], *work["reviews"]])
            inside[chance.choice(list(inside))] = chance.choice(values)
            changed = bytearray(json.dumps(whole).encode())
        try:
            import_data(elsewhere, bytes(changed), "builtin")
        except ArchiveError as error:
            assert "\n" not in str(error)
    assert elsewhere.faults() == []
    elsewhere.schedule()


def test_a_huge_file_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.progress.archive.LARGEST", 1 << 20)
    with pytest.raises(ArchiveError, match="larger than 1 MiB"):
        read(b" " * ((1 << 20) + 1))


def test_halves_of_characters_are_no_reason_to_fail(store: Store) -> None:
    draft = {"text": "a\ud800b", "line": 0, "character": 0, "saved_at": time.time()}
    import_data(store, json.dumps(with_work(draft=draft)).encode(), "builtin")
    assert store.draft(ADDRESS) == "a?b"


def test_keys_of_later_versions_are_passed_over(store: Store) -> None:
    import_data(store, json.dumps(with_work(hints=2, colour="blue")).encode(), "builtin")
    assert store.hints_taken(ADDRESS) == 2


def test_a_reset_takes_away_what_it_names_and_brings_it_back(store: Store) -> None:
    learned(store)
    before = content(store)
    going = what_would_go(store, "tensors/creation")
    assert (going.exercises, going.attempts) == (1, 1)
    assert remove(store, "tensors/creation").exercises == 1
    assert store.attempts(OTHER) == 0 and store.hints_taken(OTHER) == 0
    assert store.standing(ADDRESS).state == "passed"
    assert bring_back(store) is not None
    assert content(store) == before
    assert bring_back(store) is None


def test_a_reset_of_everything_and_work_done_after_it_are_joined(store: Store) -> None:
    learned(store)
    remove(store, "")
    assert store.standings() == {} and store.place() is None and store.test_out("tensors") is None
    assert store.comes_back(ADDRESS) is None
    store.record(verdict("failed"), "anew")
    bring_back(store)
    assert store.standing(ADDRESS).state == "passed" and store.attempts(ADDRESS) == 3


def test_what_a_reset_took_is_kept_for_thirty_days(store: Store) -> None:
    learned(store)
    remove(store, "", now=time.time() - 31 * 86400)
    assert bring_back(store) is None
    learned(store)
    remove(store, "", now=time.time() - 29 * 86400)
    assert bring_back(store) is not None


def test_a_reset_never_touches_another_course(path: Path) -> None:
    with Store(path, "one") as one, Store(path, "two") as two:
        one.record(verdict("passed"), "x")
        two.record(verdict("passed"), "x")
        remove(one, "")
        assert one.standings() == {} and two.standing(ADDRESS).state == "passed"
        assert bring_back(two) is None


def test_names_that_only_begin_alike_are_not_under_each_other() -> None:
    assert is_under("a/b/c", "a/b") and is_under("a/b#page", "a/b") and is_under("a/b/c#review", "a/b/c")
    assert not is_under("a/bc/d", "a/b") and is_under("a/bc/d", "")
