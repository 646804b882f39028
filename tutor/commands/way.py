"""The way through the course page by page, for whoever goes it without the screen. *Screen side.*"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.progress.summary import next_exercise

if TYPE_CHECKING:
    from tutor.commands.context import Context
    from tutor.course.model import Lesson, Page


def address_of(lesson: Lesson, page: Page) -> str:
    """What `tutor show` is given for `page`."""
    return page.exercise.address if page.exercise is not None else f"{lesson.address}/{page.id}"


def where_one_is(context: Context) -> str | None:
    """The page to go on with: the one that was shown last, while there is something to do on it, or what is next."""
    from tutor.screen.course_map import next_thing

    store = context.store
    found = next_thing(context.course, store.summary(context.course), store.place())
    return None if found is None else address_of(found.lesson, found.lesson.pages[found.page])


def page_after(context: Context, lesson: Lesson, page: Page) -> str | None:
    """The page that follows in the lesson, or the first one of the lesson after it; None at the course's end."""
    order = [one for one in context.course.lessons() if one.pages and not one.broken]
    addresses = [address_of(one, each) for one in order for each in one.pages]
    here = address_of(lesson, page)
    at = addresses.index(here) + 1 if here in addresses else len(addresses)
    return addresses[at] if at < len(addresses) else None


def after_passing(context: Context, address: str) -> str | None:
    """Where to go on after the exercise at `address`: pages to read are not passed over, exercises done are."""
    summary = context.store.summary(context.course)
    coming = next_exercise(context.course, summary.standings, after=address)
    if coming is None:
        return None
    lessons = [one for one in context.course.lessons() if one.pages and not one.broken]
    pages = [(one, page) for one in lessons for page in one.pages]
    at = next((n for n, (_, page) in enumerate(pages) if page.exercise and page.exercise.address == address), None)
    for lesson, page in pages[at + 1 :] if at is not None else ():
        if page.exercise is None or page.exercise.address == coming.address:
            return address_of(lesson, page)
    return coming.address
