"""`tutor docs`: what a name is, from the installed packages' own docstrings, and where it is taught. *Screen side.*"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from tutor.commands.context import Context
from tutor.commands.faults import FAILED, PASSED, UNJUDGED, UserFault
from tutor.commands.markdown import show_lines
from tutor.language import _

if TYPE_CHECKING:
    from tutor.grading.documentation import Documentation, Unknown
    from tutor.screen.docs_text import Place


def main(context: Context, options: argparse.Namespace) -> int:
    """Print what is known of the name, as the screen would. Status 1 if there is no such name."""
    from tutor.grading.documentation import Unknown
    from tutor.screen.docs_text import documentation_lines, unknown_lines

    name = options.name.strip().removesuffix("()")
    found = asyncio.run(_found(context, name))
    if isinstance(found, Unknown):
        if options.json:
            context.printer.json({"name": name, "near": list(found.near)})
        else:
            show_lines(context.printer, unknown_lines(name, found.near, context.printer.width))
        return FAILED
    places = _places(context, found)
    if options.json:
        context.printer.json({**asdict(found), "pages": [place.address for place in places]})
    else:
        show_lines(context.printer, documentation_lines(found, places, context.printer.width))
    return PASSED


async def _found(context: Context, name: str) -> Documentation | Unknown:
    from tutor.course.draft_names import Draft
    from tutor.course.under_cursor import meant
    from tutor.grading.documentation import NotAnswered, look_up

    names, others = meant(Draft(""), name)
    async with context.runner() as runner:
        try:
            return await look_up(runner, [*names, *others], others)
        except NotAnswered as error:
            raise UserFault(_("nothing can be looked up: {reason}").format(reason=error), UNJUDGED) from None


def _places(context: Context, found: Documentation) -> Sequence[Place]:
    from tutor.course.kept_index import keep_index, kept_index
    from tutor.progress.places import cache_folder
    from tutor.screen.docs_text import places_of

    entries = kept_index(context.root, cache_folder()) or keep_index(context.root, cache_folder())
    names = [found.name, *([found.also.name] if found.also is not None else [])]
    return next((places for name in names if (places := places_of(name, entries, context.course))), [])
