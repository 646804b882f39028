"""Protects the learner's settings: what is wrong is told by file and line, what isn't known is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from tutor.progress.settings import CHOICES, FILE, NAMES, Settings, load, save


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_the_defaults_are_used_and_nothing_is_told(tmp_path: Path) -> None:
    assert load(tmp_path / "none") == (Settings(), "")


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    chosen = Settings(language="zh", theme="light", completion=False, tour=False, remapped={"check": "f8"})
    assert save(chosen, tmp_path / "new" / "folder") == ""
    assert load(tmp_path / "new" / "folder") == (chosen, "")


@given(st.data())
def test_any_choice_comes_back(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("settings")
    fields = {
        name: data.draw(st.sampled_from(CHOICES[name]) if name in CHOICES else st.booleans(), label=name)
        for name in NAMES
    }
    words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
    chosen = Settings(**fields, remapped=data.draw(st.dictionaries(words, words, max_size=3)))
    assert save(Settings(), folder) == "" and save(chosen, folder) == ""
    assert load(folder) == (chosen, "")


def test_what_is_not_known_and_comments_are_kept(tmp_path: Path) -> None:
    text = '# mine\ncolour = "mauve"\ntheme = "dark"\n\n[remapped]\ncheck = "f8"\n\n[other]\n# kept too\ntheme = 3\n'
    write(tmp_path, text)
    assert save(Settings(theme="light"), tmp_path) == ""
    written = (tmp_path / FILE).read_text()
    assert "# mine" in written and "# kept too" in written and "check" not in written
    assert tomli.loads(written) == {"colour": "mauve", "theme": "light", "other": {"theme": 3}}


def test_settings_written_in_an_odd_way_are_saved_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, 'remapped.check = "f8"\nnote = """\ntheme = 1\n"""\ntheme = "dark"\n')
    assert save(Settings(theme="light"), tmp_path) == ""
    assert load(tmp_path) == (Settings(theme="light"), "")


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('\ntheme = "mauve"\n', 2, '"dark"'),
        ("mouse = 1\n", 1, "true"),
        ("language = true\n", 1, '"zh"'),
        ("keys = []\n", 1, '"vim"'),
        ("remapped = 3\n", 1, "table"),
        ('\n[remapped]\ncheck = ""\n', 3, "name of a key"),
    ],
)
def test_a_bad_value_is_told_by_its_line_and_the_default_stands_in(
    tmp_path: Path, text: str, line: int, word: str
) -> None:
    settings, told = load(write(tmp_path, text))
    assert settings == Settings()
    assert f"{FILE}:{line}: " in told and word in told and "\n" not in told


@pytest.mark.parametrize(
    "data",
    [b"theme = ", b"\xff\xfe", b"a = 1\n" * 20000, b"a = " + b"[" * 5000, b"a = " + b"9" * 5000, b"\0"],
)
def test_a_file_that_is_no_settings_is_told_and_set_aside_when_saved(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    settings, told = load(tmp_path)
    assert settings == Settings() and FILE in told and "\n" not in told
    assert save(Settings(theme="dark"), tmp_path) == ""
    assert load(tmp_path) == (Settings(theme="dark"), "")
    assert (tmp_path / "settings.broken.toml").read_bytes() == data


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    told = save(Settings(theme="dark"), tmp_path / "file" / "below")
    assert "aren't kept" in told and "\n" not in told
    assert load(tmp_path / "file" / "below")[0] == Settings()


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert FILE in load(tmp_path)[1]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.toml").write_text('theme = "dark"\n')
    (tmp_path / FILE).symlink_to(tmp_path / "elsewhere.toml")
    assert save(Settings(theme="light"), tmp_path) == ""
    assert (tmp_path / FILE).is_symlink() and "light" in (tmp_path / "elsewhere.toml").read_text()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere.toml", FILE]
