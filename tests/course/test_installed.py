"""Protects courses that pip installed: found by name, without running their code here, a broken one being told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.course.faults import CourseError
from tutor.course.installed import course_folders, installed, names, root_of
from tutor.course.sources import find_source

LESSON = 'title = "One"\n[[page]]\nid = "a"\ntitle = "A"\ntext = "Words."\n'

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a package with an entry point where Python finds packages, as pip would."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setenv("PYTHONPATH", str(site))
    monkeypatch.delenv("TUTOR_COURSE", raising=False)

    def put(name: str, value: str, code: str = "", lessons: str = "lessons", package: str = "my_course") -> Path:
        folder = site / package
        (folder / lessons / "basics").mkdir(parents=True, exist_ok=True)
        (folder / lessons / "basics" / "one.toml").write_text(LESSON)
        (folder / "__init__.py").write_text(code)
        about = site / f"{name}_{package}-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package.replace('_', '-')}\nVersion: 1.0\n")
        (about / "entry_points.txt").write_text(f"[tutor.courses]\n{name} = {value}\n")
        return folder

    return put


def test_a_package_is_a_course(install: Install, tmp_path: Path) -> None:
    """Protects the plain case: the package's folder, by name, and none of its code is run here."""
    folder = install("recipes", "my_course", code="raise SystemExit('run')")
    source = find_source("recipes", tmp_path / "cache")
    assert (source.root, source.kind, source.name) == (folder, "package", "recipes")
    assert "my_course" not in sys.modules
    assert [(each.name, each.package, each.root) for each in installed() if each.name == "recipes"] == [
        ("recipes", "my-course", folder)
    ]


def test_a_folder_in_a_package_is_a_course(install: Install) -> None:
    """Protects packages that hold more than a course; the package itself is not imported for it."""
    folder = install("recipes", "my_course.data", code="raise SystemExit('run')", lessons="data/lessons")
    assert root_of("recipes") == folder / "data"


def test_a_function_says_where(install: Install) -> None:
    """Protects packages that have to look for their course: their function runs, in a process of its own."""
    code = "import pathlib\nprint('noise')\ndef where():\n    return pathlib.Path(__file__).parent\n"
    folder = install("recipes", "my_course:where", code=code)
    assert root_of("recipes") == folder
    assert "my_course" not in sys.modules


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        ("nowhere", "", "`nowhere` is not installed"),
        ("my_course:where", "def where():\n    raise RuntimeError('no luck')\n", "no luck"),
        ("my_course:where", "import os\nos._exit(0)\n", "does not say where it is"),
        ("my_course:where", "where = 5\n", "does not say where it is"),
        ("my_course:missing", "", "missing"),
        ("my_course:where", "def where():\n    return '/'\n", "no folder `lessons`"),
        ("my_course.elsewhere", "", "no folder `lessons`"),
        ("json", "", "no folder `lessons`"),
        ("sys", "", "no folder `lessons`"),
    ],
)
def test_a_broken_one_is_told(install: Install, value: str, code: str, said: str) -> None:
    """Protects learners from a traceback of a package they only installed; the others still work."""
    install("broken", value, code=code)
    sound = install("sound", "sound_course", package="sound_course")
    with pytest.raises(CourseError) as refused:
        root_of("broken")
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    found = {each.name: each for each in installed()}
    assert found["broken"].root is None
    assert said in found["broken"].problem
    assert found["sound"].root == sound


def test_two_of_one_name_are_told(install: Install) -> None:
    """Protects from a course that is now one and now another."""
    install("recipes", "my_course")
    install("recipes", "other_course", package="other_course")
    with pytest.raises(CourseError, match="two packages offer"):
        root_of("recipes")


def test_a_folder_comes_before_a_name(install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects paths: what lies there is meant, and not what is installed under the same name."""
    install("recipes", "my_course")
    (tmp_path / "recipes" / "lessons").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert find_source("recipes", tmp_path / "cache").kind == "folder"
    assert names() == ["recipes"]


def test_the_variable_takes_a_name_too(install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects teachers who set TUTOR_COURSE once for everyone; `builtin` still leads back."""
    folder = install("recipes", "my_course")
    monkeypatch.setenv("TUTOR_COURSE", "recipes")
    assert find_source(None, tmp_path / "cache").root == folder
    assert find_source("builtin", tmp_path / "cache").kind == "built-in"
    monkeypatch.setenv("TUTOR_COURSE", "recipe")
    with pytest.raises(CourseError, match="did you mean `recipes`"):
        find_source(None, tmp_path / "cache")


def test_their_folders_are_known_without_running_them(install: Install) -> None:
    """Protects references of one course from answers to another: what is to be hidden is found for every package."""
    code = "raise SystemExit('run')"
    plain = install("plain", "plain_course", code=code, package="plain_course")
    inner = install("inner", "inner_course.data", code=code, lessons="data/lessons", package="inner_course")
    asked = install("asked", "asked_course:where", code=code, lessons="a/b/lessons", package="asked_course")
    install("gone", "nowhere", package="gone_course")
    assert set(course_folders()) == {plain, inner / "data", asked / "a" / "b"}
