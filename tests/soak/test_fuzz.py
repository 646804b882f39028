"""Protects what is promised of damaged files of every kind: one clear line or a working program, and no lost work."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.soak.bombs import bombed_toml, more_keys
from tests.soak.bounds import Broken, Endless, bounded, one_line
from tests.soak.fuzz import KINDS
from tests.soak.fuzz_commands import COMMANDS, Runs, kept_to
from tests.soak.fuzz_course import Answers, Lessons
from tests.soak.fuzz_kept import Caches, Catalogues, Exports, Progress, Settings
from tests.soak.fuzz_packs import Packs
from tests.soak.fuzz_wire import Observations
from tests.soak.kinds import REFUSED, WORKED, Kind
from tests.soak.mutations import Change

QUICK: dict[type[Kind], int] = {
    Lessons: 30, Answers: 30, Exports: 20, Settings: 50, Progress: 12, Catalogues: 5, Caches: 10, Observations: 10,
    Packs: 20,
}  # fmt: skip


@pytest.mark.parametrize("kind", QUICK, ids=lambda kind: kind.name)
def test_a_few_of_each_kind(kind: type[Kind], tmp_path: Path) -> None:
    each = kind(tmp_path)
    came = set()
    for number in range(QUICK[kind]):
        chance = random.Random(f"7:{kind.name}:{number}")
        which, data = each.make(chance)
        with bounded():
            came.add(each.take(which, data, chance))
    assert came and came <= {WORKED, REFUSED}


def test_a_few_are_given_to_the_program(tmp_path: Path) -> None:
    """As a person gives them, to commands that run no code: what runs it is tried by the whole of `fuzz_commands`."""
    runs = Runs(tmp_path, seed=7)
    quick = tuple(each for each in COMMANDS if not each.runs and each.words != ("lint",))
    assert {runs.run(number, quick) for number in range(3)}
    assert sum(runs.statuses.values()) == 3


def test_what_a_command_may_not_do_is_told(tmp_path: Path) -> None:
    for status, said, told in [
        (4, "", ""),
        (2, "", ""),
        (0, "\x1b[2J", ""),
        (2, "", "one\ntwo\nthree\nfour"),
        (1, "", "Traceback (most recent call last)"),
    ]:
        with pytest.raises(Broken):
            kept_to(tmp_path, status, said, told)
    kept_to(tmp_path, 2, "", "there is no such file; look at its name")
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "tutor.log").write_text("a fault")
    with pytest.raises(Broken, match="a fault of its own"):
        kept_to(tmp_path, 0, "", "")


@pytest.mark.parametrize("change", [bombed_toml, more_keys])
def test_what_is_far_too_much_is_drawn_from_the_seed(change: Change) -> None:
    sound = b'title = "a"\n[[page]]\ntext = "b"\ncode = "c"\n'
    made = [change(sound, random.Random(number)) for number in range(30)]
    assert made == [change(sound, random.Random(number)) for number in range(30)]
    assert len(set(made)) > 10 and sound not in made


def test_an_input_is_the_same_each_time(tmp_path: Path) -> None:
    each = Settings(tmp_path)
    assert [each.make(random.Random("1:2")) for _ in range(2)] == [each.make(random.Random("1:2"))] * 2
    assert len({each.make(random.Random(number)) for number in range(20)}) > 10


def test_the_shares_make_a_hundred() -> None:
    assert sum(kind.share for kind in KINDS) == 100


def test_work_without_an_end_is_ended() -> None:
    with pytest.raises(Endless), bounded(work=0.05):
        while True:
            pass


@pytest.mark.parametrize("text", ["", "two\nlines", "\x1b[2J", "\u202eturned", "x" * 5000])
def test_what_is_no_clear_line_is_told(text: str) -> None:
    with pytest.raises(Broken):
        one_line(text)
