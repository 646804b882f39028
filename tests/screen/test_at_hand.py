"""Protects what a newcomer finds at hand: where to type, how to read on, room for what is told."""

from __future__ import annotations

from tests.screen.conftest import Opening, real_runner
from tests.screen.test_lesson import panel_text, screen_of, until, write
from tests.screen.test_places import picture
from tutor.course.lines import words
from tutor.progress.settings import Settings, save
from tutor.progress.store import Store

FIGURE = "import matplotlib.pyplot as plt\nplt.plot([0, 1, 2], [0, 1, 4])\n"


async def test_what_is_typed_first_takes_the_place_of_the_three_points(opened: Opening) -> None:
    async with opened("start/steps/double") as pilot:
        editor = screen_of(pilot).bench.answer.editor
        assert editor.selected_text == "..."
        await pilot.press(*"2*x")
        assert editor.text.endswith("    return 2*x\n")
        await pilot.press("ctrl+z", "ctrl+z")
        assert editor.text.endswith("    return ...\n")


async def test_a_draft_is_opened_where_it_was_left(opened: Opening, store: Store) -> None:
    store.save_draft("start/steps/double", "def double(x):\n    return ...\n# mine\n", (2, 6))
    async with opened("start/steps/double") as pilot:
        editor = screen_of(pilot).bench.answer.editor
        assert editor.selected_text == "" and editor.cursor_location == (2, 6)


async def test_vims_keys_begin_at_the_three_points_with_nothing_selected(opened: Opening) -> None:
    save(Settings(keys="vim", tour=False))
    async with opened("start/steps/double") as pilot:
        editor = screen_of(pilot).bench.answer.editor
        assert editor.selected_text == "" and editor.cursor_location == (4, len("    return "))


async def test_space_reads_on_and_the_title_says_so(opened: Opening) -> None:
    save(Settings(tour=False))
    async with opened("start/steps#writing", size=(60, 20)) as pilot:
        screen = screen_of(pilot)
        screen.text.show(lambda width: words(width, "word " * 1000))
        screen.bench.news.clear()
        await pilot.pause()
        assert screen.text.is_scrolled_out
        assert "Space read on" in picture(pilot) and "Space more below" in picture(pilot)
        before = screen.text.scroll_offset.y
        while screen.text.is_scrolled_out:
            await pilot.press("space")
            await pilot.pause()
            assert screen.text.scroll_offset.y > before
            before = screen.text.scroll_offset.y
        assert "read on" not in picture(pilot) and "more below" not in picture(pilot)


async def test_news_is_shown_whole_and_makes_way_for_the_next_thing_done(opened: Opening) -> None:
    for width in (60, 80, 120):
        async with opened("start/steps/double", size=(width, 24)) as pilot:
            screen = screen_of(pilot)
            await pilot.press("escape", "ctrl+s")
            await pilot.pause()
            assert screen.bench.news.told is not None
            lines = picture(pilot).split("\n")
            told = " ".join(" ".join(line.split()) for line in lines[-4:]).replace("F1 help", "")
            assert " ".join(screen.bench.news.told[0].split()) in " ".join(told.split())
            await pilot.press("ctrl+g")
            await pilot.pause()
            assert screen.bench.news.told is None and "^r" in picture(pilot).split("\n")[-1]


async def test_questions_offer_only_the_views_that_can_fill(opened: Opening) -> None:
    async with opened("start/steps/views", size=(120, 40)) as pilot:
        panel = screen_of(pilot).bench.panel
        assert panel.views == ("verdict", "hints") and "variables" not in picture(pilot)
        await pilot.press("alt+right")
        assert panel.current == "hints"
        await pilot.press("alt+right")
        assert panel.current == "verdict"
        await pilot.press("ctrl+p")
        assert "variables" in panel.views


async def test_the_panel_grows_while_one_reads_in_it(opened: Opening) -> None:
    save(Settings(tour=False))
    async with opened("start/steps/double", size=(80, 24), make_runner=real_runner) as pilot:
        screen = screen_of(pilot)
        await write(pilot, FIGURE)
        await pilot.press("ctrl+e")
        await until(pilot, lambda: "└" in panel_text(screen))
        before = screen.bench.panel.size.height, len(screen.bench.panel.view.lines)
        await pilot.press("alt+o")
        await pilot.pause()
        after = screen.bench.panel.size.height, len(screen.bench.panel.view.lines)
        assert after[0] >= before[0] + 5 and after[1] > before[1], "a figure is as high as there is room"
        assert after[1] <= after[0], "and can be seen at once"
        assert "Esc answer" in picture(pilot)
        await pilot.press("escape")
        await pilot.pause()
        await until(pilot, lambda: screen.bench.panel.size.height == before[0])
        assert screen.bench.answer.editor.has_focus


async def test_a_run_that_shows_nothing_says_how_to_see_something(opened: Opening) -> None:
    async with opened("start/steps/double", make_runner=real_runner) as pilot:
        screen = screen_of(pilot)
        await write(pilot, "def double(x):\n    return 2 * x\n")
        await pilot.press("ctrl+e")
        await until(pilot, lambda: "print it" in panel_text(screen))
