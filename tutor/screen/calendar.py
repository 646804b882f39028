"""Days as a calendar in text: a column for each week, a sign for how much was tried. *Screen side.* Headless.

The signs differ in shape, so that they tell as much without colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from rich.cells import cell_len

from tutor.course.lines import Line, line
from tutor.language import _, later_
from tutor.progress.history import Day

SIGNS = {"blocks": "·░▒▓█", "ascii": ".-=+#"}
STEPS = (1, 4, 9, 16)  # attempts of a day from which on each further sign stands for it
WEEKS = 26
DAYS = (later_("Mon"), "", later_("Wed"), "", later_("Fri"), "", later_("Sun"))
MONTHS = (
    *(later_("Jan"), later_("Feb"), later_("Mar"), later_("Apr"), later_("May"), later_("Jun")),
    *(later_("Jul"), later_("Aug"), later_("Sep"), later_("Oct"), later_("Nov"), later_("Dec")),
)
MARGIN = 6  # cells for the names of the days


def level(attempts: int) -> int:
    """How much `attempts` in one day are, from 0 to 4."""
    return sum(attempts >= step for step in STEPS)


def weeks_for(width: int) -> int:
    """How many weeks fit into `width` cells."""
    return max(1, min(WEEKS, (width - MARGIN) // 2))


def first_day(today: date, weeks: int) -> date:
    """The Monday that a calendar of so many `weeks` up to `today` begins with."""
    return today - timedelta(days=today.weekday(), weeks=weeks - 1)


def calendar(days: Sequence[Day], today: date, width: int, glyphs: str = "blocks") -> list[Line]:
    """The calendar of the last weeks up to `today`, as many as `width` cells hold. `days` may have gaps."""
    weeks = weeks_for(width)
    start = first_day(today, weeks)
    tried = {day.date: day.attempts for day in days}
    signs = SIGNS["ascii" if glyphs == "ascii" else "blocks"]
    lines = [_months(start, weeks)]
    for weekday in range(7):
        name = _(DAYS[weekday])
        row = line((name + " " * (MARGIN - cell_len(name)), "dim"))
        for week in range(weeks):
            one = start + timedelta(weeks=week, days=weekday)
            if one <= today:
                much = level(tried.get(one, 0))
                row += line((signs[much] + " ", "accent" if much else "dim"))
        lines.append(row)
    more = " ".join(signs)
    lines.append(line(" " * MARGIN, (_("none") + "  ", "dim"), (more, "accent"), ("  " + _("much"), "dim")))
    return lines


def _months(start: date, weeks: int) -> Line:
    text = " " * MARGIN
    before = 0
    for week in range(weeks):
        one = start + timedelta(weeks=week)
        at = MARGIN + 2 * week
        if one.month != before and cell_len(text) <= at:
            # A month of which only the end is in sight is not named: the next one needs the room.
            if week or one.day <= 15:
                text += " " * (at - cell_len(text)) + _(MONTHS[one.month - 1]) + " "
            before = one.month
    return line((text.rstrip(), "dim"))
