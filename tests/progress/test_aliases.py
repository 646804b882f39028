"""A rename in a course takes no credit from anyone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.progress.conftest import course, exercise, verdict
from tutor.progress.aliases import identity, moves
from tutor.progress.store import Store

OLD, NEW = "tensors/one/old", "tensors/one/new"
RENAMED = course(("one", [exercise(NEW, aliases=("old", "linear/zero/moved"))]), aliases=("first",))


def test_every_address_an_exercise_can_have_had() -> None:
    """Bare ids, whole addresses, and lessons and chapters that were renamed lead to the present one."""
    chapter = replace(RENAMED.chapters[0], aliases=("arrays",))
    renamed = replace(RENAMED, chapters=(chapter,))
    old = [OLD, "tensors/first/new", "tensors/first/old", "linear/zero/moved", "arrays/one/new"]
    assert moves(renamed, [*old, NEW, "tensors/one/unknown"]) == sorted((address, NEW) for address in old)


def test_a_pages_scratch_text_moves_with_its_lesson() -> None:
    """What was written beside a page without an exercise is found after a rename too."""
    assert moves(RENAMED, ["tensors/first#intro"]) == [("tensors/first#intro", "tensors/one#intro")]


def test_an_address_in_use_is_nobodys_former_one() -> None:
    """A new exercise under an old name keeps its own progress."""
    both = course(("one", [exercise(NEW, aliases=("old",)), exercise(OLD)]))
    assert moves(both, [OLD, NEW]) == []


def test_credit_moves_to_the_new_name(store: Store) -> None:
    """Everything kept under the old name is there under the new one."""
    store.record(verdict("passed", OLD), "x")
    store.save_draft(OLD, "text", (0, 4))
    store.take_hint(OLD, 1)
    passed = store.standing(OLD).when
    store.adopt(RENAMED)
    assert store.standing(NEW).when == passed
    assert (store.draft(NEW), store.draft_cursor(NEW)) == ("text", (0, 4))
    assert (store.hints_taken(NEW), store.attempts(NEW)) == (1, 1)
    assert store.standing(OLD).state == "new"


def test_work_under_both_names_is_joined(store: Store) -> None:
    """Where both names have been worked on, nothing of either is lost, and a pass of either counts."""
    store.record(verdict("passed", OLD), "x")
    store.save_draft(OLD, "old text")
    store.take_hint(OLD, 2)
    store.record(verdict("failed", NEW, replay={"case": 2}), "y")
    store.save_draft(NEW, "new text")
    store.adopt(RENAMED)
    assert store.standing(NEW).state == "passed"
    assert (store.attempts(NEW), store.hints_taken(NEW)) == (2, 2)
    assert store.replay(NEW) == {"case": 2}
    assert store.draft(NEW) == "new text"
    assert store.drafts_set_aside(NEW) == ["old text"]


def test_identity_is_the_folder_except_for_the_built_in_course(tmp_path: Path) -> None:
    """Two courses with the same ids never share a pass; one course installed twice is one."""
    assert identity(tmp_path, built_in=True) == "builtin"
    assert identity(tmp_path / "a", built_in=False) != identity(tmp_path / "b", built_in=False)
    assert identity(tmp_path / "a" / ".." / "b", built_in=False) == identity(tmp_path / "b", built_in=False)
