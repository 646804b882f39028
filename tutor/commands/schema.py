"""`tutor schema`: the JSON Schema of a course's files, for editors. *Screen side.*"""

from __future__ import annotations

import argparse

from tutor.commands.context import Context
from tutor.commands.faults import PASSED


def main(context: Context, options: argparse.Namespace) -> int:
    """Print the schema of the kind of file asked for, as JSON."""
    from tutor.course.json_schema import as_text

    context.printer.line(as_text(options.what).rstrip("\n"))
    return PASSED
