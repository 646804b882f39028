"""The wheel and the sdist hold the whole program and the whole course, nothing else, and the same either way."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = ("tutor", "lessons", "exercises", "solutions")

pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")


def built(where: Path, out: Path, target: str) -> Path:
    """What hatchling makes of the sources at `where`: a wheel or an sdist."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(out)]
    subprocess.run(command, cwd=where, check=True, capture_output=True)
    (made,) = out.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return made


def contents(wheel: Path) -> dict[str, bytes]:
    """Every file of a wheel but the list of its own files."""
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/RECORD")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is built from the tree."""
    return built(ROOT, tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(built(ROOT, folder, "sdist")) as archive:
        archive.extractall(folder, filter="data")
    (root,) = (each for each in folder.iterdir() if each.is_dir())
    return root


def in_the_tree(*folders: str) -> Iterator[tuple[str, Path]]:
    """Every file in these folders that somebody wrote, as its path in the tree."""
    for name in folders:
        for path in (ROOT / name).rglob("*"):
            inner = path.relative_to(ROOT)
            made = "__pycache__" in inner.parts or any(part.startswith(".") for part in inner.parts)
            if path.is_file() and not made:
                yield inner.as_posix(), path


def test_the_wheel_holds_every_file_of_the_program_and_of_the_course(wheel: Path) -> None:
    """Lessons, starters, references, catalogues, style sheets, shells' scripts: each as it is in the tree."""
    expected = {
        name if name.startswith("tutor/") else f"tutor/builtin/{name}": path.read_bytes()
        for name, path in in_the_tree(*SOURCES)
    }
    found = {name: data for name, data in contents(wheel).items() if ".dist-info/" not in name}
    assert sorted(found) == sorted(expected)
    assert [name for name in found if found[name] != expected[name]] == []
    for ending in (".tcss", "zh.po", "zh.mo", "tutor.bash", "course.toml", "terms.toml", ".zh.toml"):
        assert any(name.endswith(ending) for name in found), ending


def test_the_wheel_tells_what_it_is(wheel: Path) -> None:
    from tutor import __version__

    texts = {name.rpartition("/")[2]: data.decode() for name, data in contents(wheel).items() if ".dist-info/" in name}
    assert f"\nVersion: {__version__}\n" in texts["METADATA"]
    assert "tutor = tutor.cli:main" in texts["entry_points.txt"]
    assert "MIT" in texts["LICENSE"]


def test_a_wheel_from_the_sdist_is_the_wheel_from_the_tree(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    assert contents(built(sdist, tmp_path, "wheel")) == contents(wheel)


def test_the_sdist_holds_what_is_needed_to_test_it(sdist: Path) -> None:
    names = {path.relative_to(sdist).as_posix() for path in sdist.rglob("*") if path.is_file()}
    assert {name for name, _path in in_the_tree(*SOURCES, "tests")} - names == set()
    assert {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml"} <= names


def test_the_unpacked_wheel_works_from_a_folder_where_nothing_can_be_written(wheel: Path, tmp_path: Path) -> None:
    """From any folder, out of one that is read-only: its own course is found, and nothing is left there."""
    place = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(place)
    before = sorted(place.rglob("*"))
    for path in (place, *before):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        program = f"import sys; sys.path.insert(0, {str(place)!r}); from tutor.cli import main; sys.exit(main())"
        own = {name: str(tmp_path / name) for name in ("TUTOR_DATA", "TUTOR_CACHE", "TUTOR_CONFIG", "TUTOR_STATE")}
        ran = subprocess.run(
            [sys.executable, "-B", "-c", program, "list", "--json"],
            cwd="/",
            env={**own, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.returncode, ran.stderr) == (0, "")
        assert f'"root": "{place}/tutor/builtin"' in ran.stdout
        assert sorted(place.rglob("*")) == before
    finally:
        for path in (place, *before):
            if path.is_dir():
                path.chmod(0o755)
