"""The order in which `tutor --help` tells the commands: by what somebody is there for. *Screen side.*"""

from __future__ import annotations

from tutor.language import later_

GROUPS = (
    (later_("to learn"), ("start", "watch", "find", "docs", "review", "progress", "test-out")),
    (later_("to learn without the screen"), ("list", "show", "run", "check", "hint", "solution")),
    (later_("what is kept of you"), ("export", "import", "reset")),
    (later_("to write lessons"), ("new", "preview", "lint", "verify", "schema")),
    (later_("this machine"), ("doctor", "completion")),
)
