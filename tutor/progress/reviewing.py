"""What the store knows of review: what is due, how a review went, whether a pass is an older one. *Screen side.*"""

from __future__ import annotations

import time

from tutor.course.model import Course
from tutor.progress import review, review_rows
from tutor.progress.due import Due, due, start_of_day
from tutor.progress.kept_file import KeptFile, new_uid
from tutor.progress.review import Rating


class Reviewing(KeptFile):
    """The store's part that is about review."""

    def due(self, course: Course, now: float | None = None, *, more: bool = False) -> Due:
        """What is due for review in `course` at `now` (seconds since 1970); `more`: beyond the day's limit."""
        now = time.time() if now is None else now
        self.schedule()
        with self._reading():
            kept = list(review_rows.every(self._db, self._course))
            spent = review_rows.spent_since(self._db, self._course, start_of_day(now))
            repeated = review_rows.repeated(self._db, self._course)
        return due(course, kept, now, spent=spent, repeated=repeated, more=more)

    def schedule(self) -> None:
        """Work out when what was passed comes back, where that isn't known yet. Takes a moment the first time."""
        with self._reading():
            is_behind = review_rows.is_behind(self._db, self._course)
        if is_behind:
            review.load()  # before the file is held: nobody's key is to wait for that
            with self._writing():
                review_rows.schedule(self._db, self._course)

    def note_review(
        self, address: str, rating: Rating, seconds: float, now: float | None = None, *, is_learned: bool = True
    ) -> None:
        """Keep how a review of the exercise at `address` went, and how many seconds it took.

        One that was not `is_learned` when it was asked for had been given up. If it is passed now, its first pass is
        rated already, unless its solution had to be looked at again.
        """
        now = time.time() if now is None else now
        with self._writing():
            work = self._made(address)
            is_passed = self._one("SELECT passed_at FROM work WHERE id = ?", work)[0] is not None
            if is_learned or not is_passed or rating is Rating.AGAIN:
                review_rows.add(self._db, work, new_uid(), now, rating, max(1.0, seconds))

    def comes_back(self, address: str) -> float | None:
        """When the exercise at `address` is due again, or None if it never is."""
        self.schedule()
        with self._reading():
            found = self._db.execute("SELECT due_at FROM card WHERE work = ?", (self._find(address),)).fetchone()
            if found is not None:
                return float(found[0])
            given_up = review_rows.given_up(self._db, self._course)
            return next((review.to_learn(when, seen).due_at for one, when, seen in given_up if one == address), None)

    def tried_since_review(self, address: str) -> tuple[int, float]:
        """How many attempts failed since the last review of this exercise, and the seconds from the first of them on.

        Only those of the last hour count: what was tried days ago belongs to another sitting.
        """
        now = time.time()
        with self._reading():
            row = self._one(
                "SELECT sum(outcome = 'failed'), min(made_at) FROM attempt WHERE work = ?1 AND made_at > ?2"
                " AND made_at > coalesce((SELECT max(made_at) FROM review WHERE work = ?1), 0)",
                self._find(address),
                now - 3600.0,
            )
        return int(row[0] or 0), 0.0 if row[1] is None else now - float(row[1])

    def note_reread(self, address: str, mistake: str) -> None:
        """Keep that the page of a mistake made again was read again."""
        with self._writing():
            review_rows.note_reread(self._db, self._made(address), mistake, time.time())

    def drop_draft(self, address: str) -> None:
        """Forget the draft at `address`: one begun for a review, which is kept as an attempt."""
        with self._writing():
            self._db.execute(
                "DELETE FROM work WHERE course = ? AND address = ? AND passed_at IS NULL"
                " AND NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.work = work.id)",
                (self._course, address),
            )

    def is_older(self, address: str, fingerprint: str) -> bool:
        """Whether what was passed at `address` was another exercise than the present one, of `fingerprint`.

        The pass stays a pass. Of one that was made before fingerprints were kept, nothing is claimed.
        """
        with self._reading():
            work = self._find(address)
            known = None if work is None else self._one("SELECT passed_with FROM work WHERE id = ?", work)[0]
        return bool(known and fingerprint and known != fingerprint)
