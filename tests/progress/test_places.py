"""A learner's files lie where they are looked for, and nowhere by accident."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs
import pytest

from tests.progress.conftest import as_nobody
from tutor.progress import places
from tutor.progress.store import Store

VARIABLES = ("TUTOR_DATA", "TUTOR_CONFIG", "TUTOR_CACHE", "TUTOR_STATE")


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is moved but by the test itself."""
    for name in (*VARIABLES, "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_folders_are_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a word, everything lies under the home folder, each thing in its own place."""
    monkeypatch.setenv("HOME", "/somewhere")
    found = [places.data_folder(), places.config_folder(), places.cache_folder(), places.state_folder()]
    assert len(set(found)) == 4
    assert all(path.is_relative_to("/somewhere") and path.name == "tutor" for path in found)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("value", [None, "", "/elsewhere", "/else where/", "relative", "~/there", " "])
@pytest.mark.parametrize("home", ["/somewhere", "/", "relative", ""])
def test_folders_are_those_that_platformdirs_names(
    monkeypatch: pytest.MonkeyPatch, home: str, value: str | None
) -> None:
    """What is worked out without that package, to save its time, is what it says itself."""
    monkeypatch.setenv("HOME", home)
    for which, variable in (("data", "DATA"), ("config", "CONFIG"), ("cache", "CACHE"), ("state", "STATE")):
        if value is not None:
            monkeypatch.setenv(f"XDG_{variable}_HOME", value)
        told = getattr(platformdirs, f"user_{which}_dir")("tutor", appauthor=False)
        assert getattr(places, f"{which}_folder")() == Path(told)


def test_each_folder_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A variable moves its folder; the log goes with the progress unless it has its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TUTOR_DATA", "here")
    assert places.progress_file() == tmp_path / "here" / "progress.db"
    assert places.state_folder() == tmp_path / "here"
    monkeypatch.setenv("TUTOR_STATE", "/log")
    assert places.state_folder() == Path("/log")


def test_a_user_without_a_home_gets_a_line_and_no_stray_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where there is no home folder nothing is made in the current one, and what to do is said."""
    if os.geteuid() != 0:
        pytest.skip("only root can become a user without a home")
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    said = as_nobody(lambda: str(Store().path), user=54321)
    assert said.startswith("ProgressError: ")
    assert "TUTOR_DATA" in said
    assert list(tmp_path.iterdir()) == []
