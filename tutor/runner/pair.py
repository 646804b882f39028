"""*Screen side.* How the two children of a pair end: what one hears of the other, and who outlives whom."""

from __future__ import annotations

import asyncio

from tutor.runner.run import Run
from tutor.runner.spares import Spare
from tutor.runner.task import Ended


def tell(examiner: Spare, examined: Run, examining: Run, _: asyncio.Future[None]) -> None:
    """Tell the examiner how the examined child ended; from now on its own time counts."""
    if not examined.over.cancelled():
        examiner.tell(examined.ended().reason)
        examining.watch.start_clock()


def stop_examined(examined: Run, examining: Run) -> None:
    """End the examined child, whose examiner has ended, as what that makes it."""
    source = examining.reader.end_header.get("source")
    if not examining.reader.ended:
        examined.stop("lost", "its examiner ended first")
    elif source in ("flood", "died"):
        examined.stop(source)
    else:
        examined.stop("done")


def ended_examined(examined: Run, examining: Run) -> Ended:
    """How the examined child ended, as its examiner saw it too."""
    ended = examined.ended()
    source = examining.reader.end_header.get("source")
    if ended.reason == "done" and examining.reader.ended and source != "done" and ended.status == 0:
        return examined.ended("flood" if source == "flood" else "died")
    return ended
