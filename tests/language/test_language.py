"""The language is chosen by what is asked for, the surroundings and the settings; words are found as they are said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tutor import language
from tutor.language import _, aside, filled, plural, run_on, sentence


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    language.use("en")


@pytest.mark.parametrize(
    ("environ", "setting", "chosen"),
    [
        ({}, "auto", "en"),
        ({"LANG": "zh_CN.UTF-8"}, "auto", "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "auto", "en"),
        ({"LANG": "C", "LANGUAGE": "zh:en"}, "auto", "zh"),
        ({"LANG": "de_DE.UTF-8"}, "auto", "en"),
        ({"LANG": "zh_CN.UTF-8"}, "en", "en"),
        ({"TUTOR_LANGUAGE": "zh"}, "en", "zh"),
        ({"TUTOR_LANGUAGE": "auto", "LANG": "C"}, "zh", "zh"),
        ({"TUTOR_LANGUAGE": "klingon"}, "auto", "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_TW"}, "auto", "zh"),
    ],
)
def test_the_language_is_that_of_the_surroundings(environ: dict[str, str], setting: str, chosen: str) -> None:
    assert language.chosen(environ, setting) == chosen


def test_words_are_in_the_language_in_use_from_the_moment_it_is_chosen() -> None:
    assert _("Not yet.") == "Not yet."
    language.use("zh")
    assert (_("Not yet."), language.current()) == ("还没通过。", "zh")
    language.use("en")
    assert _("Not yet.") == "Not yet."


def test_what_has_no_words_is_said_as_it_is() -> None:
    language.use("zh")
    assert _("no such sentence anywhere") == "no such sentence anywhere"
    assert _("") == ""  # gettext would answer with the catalogue's own header
    assert plural("{n} zebra", "{n} zebras", 2) == "2 zebras"


def test_another_language_is_english() -> None:
    language.use("xx")
    assert language.current() == "en"


def test_a_number_decides_the_words() -> None:
    assert [plural("{n} exercise", "{n} exercises", n) for n in (0, 1, 2, 1234)] == [
        "0 exercises",
        "1 exercise",
        "2 exercises",
        "1,234 exercises",
    ]
    language.use("zh")
    assert plural("{n} exercise", "{n} exercises", 2) == "2 个练习"


def test_a_sentence_ends_as_its_language_has_it() -> None:
    assert [sentence(words) for words in ("it was stopped", "Really?", "")] == ["It was stopped.", "Really?", ""]
    language.use("zh")
    assert [sentence(words) for words in ("它被停止了", "真的？")] == ["它被停止了。", "真的？"]


def test_sentences_and_brackets_stand_as_their_language_has_them() -> None:
    """Protects Chinese from blanks between sentences and before brackets, and English from lacking them."""
    assert (run_on("So.", "", "And so."), aside("yes"), aside("")) == ("So. And so.", " (yes)", "")
    language.use("zh")
    assert (run_on("如此。", "还有。"), aside("是")) == ("如此。还有。", "（是）")


def test_what_is_chinese_itself_stands_in_a_chinese_sentence_without_blanks() -> None:
    """Protects Chinese from a blank between two of its characters, and names from lacking theirs."""
    assert filled("expected {want}, got {have}", want="张量", have="x") == "expected 张量, got x"
    language.use("zh")
    said = "应为 {want}，得到 {have}（共 {n} 个）"
    assert filled(said, want="张量", have="int", n="3") == "应为张量，得到 int（共 3 个）"
    assert filled(said, want="int", have="列表", n="三") == "应为 int，得到列表（共三个）"
