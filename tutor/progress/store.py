"""What is kept of a learner: drafts, attempts, hints, what is done, where they left off. *Screen side.*

One SQLite file. Each call is one short transaction; a store may be used from any thread, one call at a time, and by
several sessions at once. Addresses are `chapter/lesson/exercise`, or `chapter/lesson#page` for a page's scratch editor.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from tutor.course.model import Course, Exercise
from tutor.language import _, later_
from tutor.progress import drafts, review_rows, standing_rows, test_out_rows
from tutor.progress.aliases import moves
from tutor.progress.kept_file import new_uid
from tutor.progress.reviewing import Reviewing
from tutor.progress.standing import ATTEMPTS_BEFORE_GIVING_UP, Access, Standing
from tutor.progress.summary import Summary, summarise
from tutor.progress.testing_out import TestOut

# Every attempt is kept, but only the latest ones, and the last that passed, with what was written.
SOURCES_KEPT = 20


_TESTED = later_("this exercise is part of a test-out, which is done without help")


if TYPE_CHECKING:
    from tutor.progress.history import History


class VerdictLike(Protocol):
    """What the store reads of a verdict."""

    @property
    def exercise(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def stage(self) -> str | None: ...
    @property
    def mistake(self) -> str | None: ...
    @property
    def seed(self) -> int: ...
    @property
    def seconds(self) -> float: ...
    @property
    def replay(self) -> Mapping[str, int] | None: ...


class Store(Reviewing):
    """A learner's progress in one course, `course` being its identity (see `aliases.identity`).

    `notice` is one line the learner must be told once (a damaged file was set aside), or None. Every method raises
    ProgressError, with one line, when the file can't be read or written.
    """

    # drafts

    def draft(self, address: str) -> str | None:
        """What was last written at `address`, or None."""
        with self._reading():
            found = drafts.read(self._db, self._find(address))
            if found is None:
                return None
            self._seen[found.work] = found.revision
            return found.text

    def draft_cursor(self, address: str) -> tuple[int, int]:
        """Where the cursor stood in the draft: line and character, both from 0."""
        with self._reading():
            found = drafts.read(self._db, self._find(address))
            return (0, 0) if found is None else found.cursor

    def save_draft(self, address: str, text: str, cursor: tuple[int, int] = (0, 0)) -> bool:
        """Keep `text` as the draft at `address`.

        Returns True if another session had meanwhile written something else there: that text is kept, see
        `drafts_set_aside`.
        """
        with self._writing():
            work = self._made(address)
            written = drafts.write(self._db, work, _storable(text), cursor, self._session, self._seen.get(work))
        self._seen[work] = written.revision
        return written.set_aside

    def drafts_set_aside(self, address: str) -> list[str]:
        """The texts of other sessions that a draft was saved over, newest first."""
        with self._reading():
            return drafts.set_aside(self._db, self._find(address))

    # attempts

    def record(self, verdict: VerdictLike, source: str, fingerprint: str = "") -> None:
        """Keep one attempt. One that could not be judged is kept, and counts for nothing.

        A pass is for good; it clears the case to be tried first. A failure without such a case leaves the last one.
        `fingerprint` says what the exercise was (`fingerprint.fingerprint`).
        """
        now = time.time()
        with self._writing():
            work = self._made(verdict.exercise)
            self._db.execute(
                "INSERT INTO attempt (uid, work, made_at, outcome, stage, mistake, seed, seconds, source, fingerprint)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    new_uid(),
                    work,
                    now,
                    verdict.verdict,
                    verdict.stage,
                    verdict.mistake,
                    verdict.seed,
                    verdict.seconds,
                    _storable(source),
                    fingerprint or None,
                ),
            )
            self._db.execute(
                "UPDATE attempt SET source = NULL WHERE work = ?1 AND source IS NOT NULL"
                " AND id NOT IN (SELECT id FROM attempt WHERE work = ?1 ORDER BY made_at DESC, id DESC LIMIT ?2)"
                " AND id != coalesce((SELECT id FROM attempt WHERE work = ?1 AND outcome = 'passed'"
                " ORDER BY made_at DESC, id DESC LIMIT 1), 0)",
                (work, SOURCES_KEPT),
            )
            if verdict.verdict == "passed":
                self._db.execute(
                    "UPDATE work SET passed_at = coalesce(passed_at, ?1), replay = NULL,"
                    " passed_with = coalesce(?2, passed_with) WHERE id = ?3",
                    (now, fingerprint or None, work),
                )
                review_rows.note_first_passes(self._db, self._course)
            elif verdict.verdict == "failed" and verdict.replay:
                replay = json.dumps(dict(verdict.replay))
                self._db.execute("UPDATE work SET replay = ? WHERE id = ?", (replay, work))
            if verdict.verdict == "passed":
                test_out_rows.complete(self._db, self._course, now)

    def attempts(self, address: str) -> int:
        """How many attempts were judged, passed or failed."""
        with self._reading():
            return self._attempts(self._find(address))

    def history(self, course: Course) -> History:
        """What was done in `course` day by day, and what was hard."""
        from tutor.progress.history import Trace, history

        with self._reading():
            rows = self._db.execute(
                "SELECT address, made_at, outcome, mistake FROM attempt JOIN work ON work.id = attempt.work"
                " WHERE course = ?",
                (self._course,),
            )
            traces = [Trace(*row) for row in rows]
            taken = self._db.execute("SELECT address, hints FROM work WHERE course = ? AND hints > 0", (self._course,))
            hints = {str(row[0]): int(row[1]) for row in taken}
        return history(traces, hints, course)

    def last_source(self, address: str, outcome: str = "passed") -> str | None:
        """What was written in the latest attempt that ended with `outcome`, or None."""
        with self._reading():
            found = self._db.execute(
                "SELECT source FROM attempt WHERE work = ? AND outcome = ? ORDER BY made_at DESC, id DESC LIMIT 1",
                (self._find(address), outcome),
            ).fetchone()
            return None if found is None else found[0]

    def replay(self, address: str) -> dict[str, int] | None:
        """The case to try first, as the last failed verdict gave it, or None."""
        with self._reading():
            work = self._find(address)
            text = None if work is None else self._one("SELECT replay FROM work WHERE id = ?", work)[0]
        try:
            return None if text is None else {str(key): int(value) for key, value in json.loads(text).items()}
        except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            return None  # a wish that can't be read is no reason to refuse a check

    # hints, standing, the solution

    def hints_taken(self, address: str) -> int:
        """How many hints of this exercise were taken."""
        with self._reading():
            work = self._find(address)
            return 0 if work is None else int(self._one("SELECT hints FROM work WHERE id = ?", work)[0])

    def take_hint(self, address: str, number: int) -> None:
        """Keep that hints 1 to `number` were taken."""
        with self._writing():
            self._db.execute("UPDATE work SET hints = max(hints, ?) WHERE id = ?", (number, self._made(address)))

    def standing(self, address: str) -> Standing:
        """How this exercise stands."""
        return self.standings(address).get(address, Standing())

    def standings(self, address: str | None = None) -> dict[str, Standing]:
        """How every exercise and page that was touched stands (or only the one at `address`), by address."""
        with self._reading():
            rows = standing_rows.standings(self._db, self._course, address)
            return {address: Standing(True, *when) for address, when in rows.items()}

    def may_see_solution(self, exercise: Exercise) -> Access:
        """Whether the reference may be shown now: after a pass, or once it was given up; and why, in one line."""
        standing = self.standing(exercise.address)
        if self._is_tested(exercise.address):
            return Access(False, _("the solution is shown once you pass; {why}").format(why=_(_TESTED)))
        if standing.state == "passed":
            return Access(True, _("you passed this exercise"))
        if standing.state == "given_up":
            return Access(True, _("you gave this exercise up"))
        if exercise.address.partition("/")[0] in self.tested_out():
            return Access(True, _("you tested out of its chapter"))
        told = _("the solution is shown once you pass, or give up; {why}")
        return Access(False, told.format(why=self.may_give_up(exercise).why))

    def may_give_up(self, exercise: Exercise) -> Access:
        """Whether giving up is offered: after three judged attempts and every hint; and why, in one line."""
        if self._is_tested(exercise.address):
            return Access(False, _(_TESTED))
        tries = self.attempts(exercise.address)
        taken = min(self.hints_taken(exercise.address), len(exercise.hints))
        if tries >= ATTEMPTS_BEFORE_GIVING_UP and taken >= len(exercise.hints):
            return Access(True, _("you may give up and see it; that is kept as given up"))
        return Access(
            False,
            _(
                "giving up takes {attempts} attempts (you made {tries}) and every hint (you took {taken} of {hints})"
            ).format(attempts=ATTEMPTS_BEFORE_GIVING_UP, tries=tries, taken=taken, hints=len(exercise.hints)),
        )

    def give_up(self, address: str) -> None:
        """Keep that this exercise was given up, unless it is passed already. Ask `may_give_up` first."""
        with self._writing():
            self._db.execute(
                "UPDATE work SET given_up_at = coalesce(given_up_at, ?) WHERE id = ? AND passed_at IS NULL",
                (time.time(), self._made(address)),
            )

    def summary(self, course: Course) -> Summary:
        """How much of `course` is done, by chapter and lesson."""
        return summarise(course, self.standings(), self.tested_out())

    # testing out of a chapter

    def begin_test_out(self, chapter: str, addresses: Sequence[str]) -> None:
        """Begin a test-out of `chapter`, in place of one that was begun before."""
        with self._writing():
            works = {address: self._made(address) for address in addresses}
            test_out_rows.begin(self._db, self._course, chapter, works)

    def stop_test_out(self, chapter: str) -> None:
        """Forget the test-out of `chapter` that is under way, if there is one."""
        with self._writing():
            test_out_rows.stop(self._db, self._course, chapter)

    def test_out(self, chapter: str) -> TestOut | None:
        """The test-out of `chapter` that was begun last, or None."""
        with self._reading():
            return test_out_rows.find(self._db, self._course, chapter)

    def test_out_with(self, address: str) -> TestOut | None:
        """The open test-out that the exercise at `address` is part of, or None."""
        found = self.test_out(address.partition("/")[0])
        return found if found is not None and found.is_open and address in found.addresses else None

    def may_take_hint(self, address: str) -> Access:
        """Whether hints are given: not for what a test-out asks, before it is passed; and why, in one line."""
        tested = self._is_tested(address)
        return Access(not tested, _(_TESTED) if tested else _("hints are free"))

    def _is_tested(self, address: str) -> bool:
        test = self.test_out_with(address)
        return test is not None and address not in test.passed

    def tested_out(self) -> dict[str, float]:
        """The chapters that were tested out, and when."""
        with self._reading():
            return standing_rows.tested_out(self._db, self._course)

    # where one left off, and the questions last posed

    def place(self) -> str | None:
        """The address that was open last, or None."""
        with self._reading():
            return standing_rows.place(self._db, self._course)

    def set_place(self, address: str) -> None:
        """Keep `address` as the place to come back to."""
        with self._writing():
            self._db.execute("UPDATE course SET place = ? WHERE id = ?", (address, self._course))

    def posed_seed(self, address: str) -> int | None:
        """The seed that the questions at `address` were last posed with, or None."""
        with self._reading():
            work = self._find(address)
            found = None if work is None else self._one("SELECT posed_seed FROM work WHERE id = ?", work)[0]
            return None if found is None else int(found)

    def set_posed_seed(self, address: str, seed: int | None) -> None:
        """Keep the seed that the questions at `address` were posed with; None forgets it."""
        with self._writing():
            self._db.execute("UPDATE work SET posed_seed = ? WHERE id = ?", (seed, self._made(address)))

    # names that changed, and the file itself

    def adopt(self, course: Course) -> None:
        """Carry over what is kept under former addresses (`aliases`) of what is in `course`."""
        found = moves(course, self._addresses())
        renamed = [(alias, chapter.id) for chapter in course.chapters for alias in chapter.aliases]
        if found or renamed:
            with self._writing():
                for old, new in found:
                    self._move(old, new)
                for old, new in renamed:
                    test_out_rows.rename_chapter(self._db, self._course, old, new)

    def _move(self, old: str, new: str) -> None:
        test_out_rows.rename_exercise(self._db, self._course, old, new)
        source = self._find(old)
        if source is None:
            return
        target = self._find(new)
        if target is None:
            self._db.execute("UPDATE work SET address = ? WHERE id = ?", (new, source))
            return
        self._db.execute(
            "UPDATE work SET hints = max(work.hints, old.hints), replay = coalesce(work.replay, old.replay),"
            " passed_with = coalesce(work.passed_with, old.passed_with),"
            " passed_at = coalesce(min(work.passed_at, old.passed_at), work.passed_at, old.passed_at),"
            " given_up_at = coalesce(min(work.given_up_at, old.given_up_at), work.given_up_at, old.given_up_at)"
            " FROM (SELECT * FROM work WHERE id = ?) AS old WHERE work.id = ?",
            (source, target),
        )
        self._db.execute("UPDATE attempt SET work = ? WHERE work = ?", (target, source))
        review_rows.move(self._db, source, target)
        drafts.move(self._db, source, target)
        self._db.execute("DELETE FROM work WHERE id = ?", (source,))

    def _addresses(self) -> set[str]:
        with self._reading():
            return {row[0] for row in self._db.execute("SELECT address FROM work WHERE course = ?", (self._course,))}

    def _attempts(self, work: int | None) -> int:
        return int(self._one("SELECT count(*) FROM attempt WHERE work = ? AND outcome != 'unjudged'", work)[0])


def _storable(text: str) -> str:
    """`text` without the halves of characters that a broken terminal or file name may leave in it."""
    return text.encode("utf-8", "replace").decode("utf-8")
