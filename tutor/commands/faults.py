"""Exit statuses, and the fault a person can mend. *Screen side.*"""

from __future__ import annotations

PASSED = 0
FAILED = 1
USAGE = 2
UNJUDGED = 3
INTERRUPTED = 130


class UserFault(Exception):
    """Something the user can mend. Its text is one line: what is wrong, where, what to do."""

    def __init__(self, message: str, status: int = USAGE) -> None:
        super().__init__(message)
        self.status = status
