"""What lint says of the small course, which tests write faults into."""

from __future__ import annotations

from tests.course.conftest import SmallCourse
from tutor.course.lint import lint
from tutor.course.loader import load
from tutor.course.model import Fault

QUIET = ("; a page of", "lacks the key", "no mistake")  # what the small course is told anyway


def faults(small: SmallCourse) -> list[Fault]:
    """All that lint says of the course, but for what is said of it as it stands."""
    return [fault for fault in lint(load(small.root)) if not any(words in fault.message for words in QUIET)]


def one(small: SmallCourse, *said: str) -> Fault:
    """The one fault there is, which says all this."""
    found = faults(small)
    assert len(found) == 1, [str(fault) for fault in found]
    for words in said:
        assert words in found[0].message
    return found[0]
