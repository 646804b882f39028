"""Why a text is no Python, without running it. *Any side.*"""

from __future__ import annotations

import warnings

from tutor.course.document import visible
from tutor.language import _


def python_problem(code: str, mode: str = "code") -> tuple[int, str] | None:
    """The line (from 1) and the reason why `code` is no Python ("expression", or else statements), or None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(
                code.strip() if mode == "expression" else code, "<course>", "eval" if mode == "expression" else "exec"
            )
    except SyntaxError as error:
        # A block that nothing follows is missed on the line behind the last one.
        return min(error.lineno or 1, len(code.splitlines()) or 1), visible(error.msg or _("invalid syntax"))
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        return 1, visible(str(error) or _("too deeply nested"))
    return None
