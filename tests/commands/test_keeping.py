"""Protects export, import, reset and review from the command line: what is said, and what is never done unasked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Ran, is_one_line
from tutor.grading.verdict import Verdict
from tutor.progress.aliases import identity
from tutor.progress.review import DAY
from tutor.progress.store import Store

DOUBLE = "arithmetic/doubling/double"
Tutor = Callable[..., Ran]


@pytest.fixture
def store(course: Path) -> Store:
    """The store that the commands use."""
    return Store(course=identity(course, built_in=False))


@pytest.fixture
def learned(store: Store) -> Store:
    for answer in "ab":
        store.record(Verdict(DOUBLE, "failed", mistake="squares"), answer)
    store.record(Verdict(DOUBLE, "passed"), "c")
    store.save_draft(DOUBLE, "def double(x): return x + x")
    return store


def test_an_export_is_imported_elsewhere(
    tutor: Tutor, learned: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.json"
    assert "Written: " in tutor("export", file).out
    monkeypatch.setenv("TUTOR_DATA", str(tmp_path / "elsewhere"))
    told = tutor("import", "--dry-run", file)
    assert "This would be added:" in told.out and "3 attempts" in told.out and "Nothing was changed." in told.out
    assert tutor("import", "--json", file).json["attempts"] == 3
    assert "Nothing in it is new" in tutor("import", file).out
    assert tutor("progress", "--json").json["exercises"][DOUBLE]["standing"] == "passed"
    assert learned.attempts(DOUBLE) == 3


def test_work_on_a_course_that_lies_elsewhere_is_told_and_found(
    tutor: Tutor, learned: Store, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.json"
    tutor("export", file)
    whole = json.loads(file.read_text())
    whole["courses"][0]["identity"] = "folder:/home/ann/signals"
    file.write_text(json.dumps(whole))
    monkeypatch.setenv("TUTOR_DATA", str(tmp_path / "elsewhere"))
    assert "/home/ann/signals" in tutor("import", file).out
    whole["courses"][0]["identity"] = f"folder:/home/ann/{course.name}"
    file.write_text(json.dumps(whole))
    assert "/home/ann" not in tutor("import", file).out
    assert tutor("progress", "--json").json["exercises"][DOUBLE]["standing"] == "passed"
    assert learned.attempts(DOUBLE) == 3


def test_an_export_takes_the_place_of_nothing_else(tutor: Tutor, learned: Store, tmp_path: Path) -> None:
    assert learned.attempts(DOUBLE) == 3
    other = tmp_path / "letter.txt"
    other.write_text("Dear Ann")
    ran = tutor("export", other)
    assert ran.status == 2 and is_one_line(ran.err) and other.read_text() == "Dear Ann"
    mine = tmp_path / "mine.json"
    assert tutor("export", mine).status == tutor("export", mine).status == 0
    assert tutor("export", tmp_path / "no such folder" / "x.json").status == 2
    assert sorted(file.name for file in tmp_path.glob("*.json")) == ["mine.json"]
    assert not list(tmp_path.glob(".tutor-export-*"))


def test_an_export_without_a_name_gets_one_with_the_date(
    tutor: Tutor, learned: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert learned.attempts(DOUBLE) == 3
    tutor("export")
    tutor("export")
    assert len(list(tmp_path.glob("tutor-progress-*.json"))) == 2
    assert json.loads(tutor("export", "-").out)["format"] == "tutor progress"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "tutor progress", "version": 99}', "\x00\x01"])
def test_a_file_that_is_no_export_is_one_line(tutor: Tutor, learned: Store, tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text)
    ran = tutor("import", file)
    assert ran.status == 2 and is_one_line(ran.err) and str(file) in ran.err
    assert learned.attempts(DOUBLE) == 3
    for wrong in (tmp_path, tmp_path / "not there"):
        assert is_one_line(tutor("import", wrong).err)


def test_a_reset_asks_and_can_be_undone(tutor: Tutor, learned: Store) -> None:
    refused = tutor("reset")
    assert refused.status == 2 and "--yes" in refused.err and learned.attempts(DOUBLE) == 3
    assert "1 exercise" in tutor("reset", "arithmetic", "--yes").out
    assert learned.attempts(DOUBLE) == 0
    assert "nothing to reset" in tutor("reset", "--yes").out
    assert tutor("reset", "--undo").status == 0
    assert learned.attempts(DOUBLE) == 3 and learned.draft(DOUBLE) is not None
    assert is_one_line(tutor("reset", "--undo").err)
    assert is_one_line(tutor("reset", "no/such/place", "--yes").err)


def test_what_is_due_is_told(tutor: Tutor, learned: Store) -> None:
    again = tutor("review")
    assert "The next review comes on" in again.out
    assert f"show {DOUBLE}" in again.out  # the same mistake twice
    with learned.transaction() as (db, _):
        db.execute("UPDATE review SET made_at = made_at - ?", (60 * DAY,))
        db.execute("DELETE FROM card")
    told = tutor("review", "--json").json
    assert [item["exercise"] for item in told["items"]] == [DOUBLE]
    assert told["minutes"] >= 1 and told["read_again"][0]["mistake"] == "squares"
    assert "1 exercise is due" in tutor("review").out


def test_reviewing_without_the_screen_puts_it_off(tutor: Tutor, learned: Store, tmp_path: Path) -> None:
    answer = tmp_path / "answer.py"
    answer.write_text("def double(x):\n    return x + x\n")
    assert is_one_line(tutor("review", DOUBLE).err)
    assert is_one_line(tutor("review", "arithmetic/doubling/shape", answer).err)  # never passed
    before = learned.comes_back(DOUBLE)
    with learned.transaction() as (db, _):
        db.execute("UPDATE review SET made_at = made_at - ?", (60 * DAY,))
        db.execute("DELETE FROM card")
    ran = tutor("review", DOUBLE, answer)
    assert ran.status == 0 and "last one for today" in ran.out
    after = learned.comes_back(DOUBLE)
    assert before is not None and after is not None and after > before


def test_a_pass_of_an_exercise_that_changed_since_is_told_as_older(tutor: Tutor, store: Store) -> None:
    store.record(Verdict(DOUBLE, "passed"), "c", "what it was then")
    told = tutor("show", DOUBLE)
    assert "passed" in told.out and "changed since you passed it" in told.out
    assert tutor("list", "--json").status == 0 and store.standing(DOUBLE).state == "passed"


def test_progress_tells_days_and_what_was_hard(tutor: Tutor, learned: Store) -> None:
    assert "1 day" in tutor("progress").out
    told = tutor("progress", "--json").json
    assert told["attempts"] == 3 and len(told["days"]) == 1
    assert learned.attempts(DOUBLE) == 3
