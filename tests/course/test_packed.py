"""Protects learners from zip files that are broken or meant to do harm, and authors whose zip file is sound."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.course.conftest import SmallCourse
from tutor.course import packed
from tutor.course.faults import CourseError
from tutor.course.loader import load
from tutor.course.packed import is_zip, unpacked

LESSON = "lessons/basics/one.toml"


def entry(name: str, kind: int = 0) -> zipfile.ZipInfo:
    """An entry of any name and kind, which zipfile's own writing would mend."""
    info = zipfile.ZipInfo("x")
    info.filename = name
    info.external_attr = (kind | 0o644) << 16
    return info


def packed_with(path: Path, *entries: tuple[str | zipfile.ZipInfo, str]) -> Path:
    """A zip file with a lesson and these entries."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(LESSON, "")
        for name, text in entries:
            archive.writestr(name, text)
    return path


def refusal(path: Path, cache: Path) -> str:
    """Why a zip file is refused, in one line; nothing of it is left behind."""
    with pytest.raises(CourseError) as refused:
        unpacked(path, cache)
    assert not [each for each in cache.rglob("*") if each.is_file()]
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith(str(path))
    return str(refused.value)


@pytest.mark.parametrize("top", ["", "my-course/"])
def test_a_course_is_unpacked(small: SmallCourse, tmp_path: Path, top: str) -> None:
    """Protects authors who pack a course's folder, or what is in it: it loads as the folder does."""
    path = tmp_path / "course.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(small.root.rglob("*")):
            if file.is_file() and file != path:
                archive.write(file, top + str(file.relative_to(small.root)))
        archive.writestr(top + "README.md", "words")
    root = unpacked(path, tmp_path / "cache")
    course = load(root)
    assert [str(fault) for fault in course.faults] == []
    assert [each.address for each in course.exercises()] == [each.address for each in load(small.root).exercises()]
    assert not (root / "README.md").exists()
    files = [each for each in root.rglob("*") if each.is_file()]
    assert files
    assert not any(each.stat().st_mode & stat.S_IWUSR for each in [root, *files])


def test_it_is_unpacked_once(tmp_path: Path) -> None:
    """Protects the time of each start, and a changed file's right to be seen."""
    cache = tmp_path / "cache"
    path = packed_with(tmp_path / "course.zip")
    first = unpacked(path, cache)
    assert unpacked(path.rename(tmp_path / "moved.zip"), cache) == first
    again = packed_with(path, ("lessons/basics/two.toml", ""))
    assert unpacked(again, cache) != first


@pytest.mark.parametrize(
    "name",
    [
        "../outside.toml",
        "lessons/../../outside.toml",
        "/etc/outside.toml",
        "lessons\\..\\outside.toml",
        "C:/outside.toml",
        "lessons/a\nb.toml",
        "lessons/a\tb.toml",
        "lessons/\u202elmot.toml",
        "",
        ".",
    ],
)
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    """Protects the learner's files from a name that points at one."""
    path = packed_with(tmp_path / "course.zip", (entry(name), "x"))
    assert "leads out of the course" in refusal(path, tmp_path / "cache")


def test_a_name_with_a_zero_byte_is_refused(tmp_path: Path) -> None:
    """Protects from names that zipfile cuts short before anyone has looked at them."""
    path = packed_with(tmp_path / "course.zip", (entry("lessons/aZb.toml"), "x"))
    path.write_bytes(path.read_bytes().replace(b"aZb", b"a\0b"))
    refusal(path, tmp_path / "cache")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    """Protects from a link that leads to a file of the learner's."""
    path = packed_with(tmp_path / "course.zip", (entry("lessons/basics/link.toml", kind), "/etc/passwd"))
    assert "is a link or a device" in refusal(path, tmp_path / "cache")


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damaged_ones_are_refused_however_they_are_packed(tmp_path: Path, packing: int) -> None:
    """Protects from a traceback of the module that unpacks: each has a fault of its own."""
    path = tmp_path / "course.zip"
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr(LESSON, "words " * 400)
    sound = path.read_bytes()
    begin = 30 + len(LESSON)
    refused = 0
    for at in range(begin, min(begin + 24, sound.index(b"PK\x01\x02"))):
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 0xFF]) + sound[at + 1 :])
        try:
            unpacked(path, tmp_path / "cache")  # a byte that its module passes over does no harm
        except CourseError as error:
            assert "no sound zip file" in str(error)
            refused += 1
    assert refused > 5


def test_encrypted_ones_are_refused(tmp_path: Path) -> None:
    """Protects from waiting for a password nobody asks for."""
    path = packed_with(tmp_path / "course.zip")
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flags of the local header, and of the central one
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    assert "is encrypted" in refusal(path, tmp_path / "cache")


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the learner's disk: one huge file, many that are huge together, too many files, a huge zip file."""
    cache = tmp_path / "cache"
    path = tmp_path / "course.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(LESSON, b"\0" * (5 << 20))
    assert path.stat().st_size < 10_000
    assert "larger than 4 MiB" in refusal(path, cache)
    monkeypatch.setattr(packed, "MOST_BYTES", 1000)
    path = packed_with(tmp_path / "much.zip", *((f"lessons/a/{i}.toml", "x" * 400) for i in range(3)))
    assert "holds more than" in refusal(path, cache)
    monkeypatch.setattr(packed, "MOST_FILES", 3)
    assert "entries" in refusal(path, cache)
    monkeypatch.setattr(packed, "LARGEST_ZIP", 10)
    assert "which no course is" in refusal(path, cache)


def test_sizes_that_lie_are_not_believed(tmp_path: Path) -> None:
    """Protects from an entry that says it is small and isn't."""
    path = tmp_path / "course.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(LESSON, b"\0" * (5 << 20))
    data = path.read_bytes().replace((5 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(data)
    refusal(path, tmp_path / "cache")


def test_two_of_one_name_are_refused(tmp_path: Path) -> None:
    """Protects from a file that reads as one thing here and another there."""
    with pytest.warns(UserWarning, match="Duplicate"):
        path = packed_with(tmp_path / "course.zip", (LESSON, "again"))
    assert "twice" in refusal(path, tmp_path / "cache")
    path = packed_with(tmp_path / "both.zip", ("lessons/basics/one.toml/x.toml", ""))
    assert "as a file and a folder" in refusal(path, tmp_path / "cache")


def test_what_is_no_course_is_refused(tmp_path: Path) -> None:
    """Protects whoever names the wrong zip file."""
    for name in ("readme.txt", "a/b/lessons/basics/one.toml"):
        path = tmp_path / "other.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "words")
        assert "no folder `lessons`" in refusal(path, tmp_path / "cache")


@pytest.mark.parametrize("change", [lambda data: data[: len(data) // 2], lambda _: b"", lambda _: b"PK\x03\x04junk"])
def test_damaged_ones_are_refused(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    """Protects whoever's download was cut off from a traceback."""
    path = packed_with(tmp_path / "course.zip")
    path.write_bytes(change(path.read_bytes()))
    assert is_zip(path)
    assert "no sound zip file" in refusal(path, tmp_path / "cache")


def test_flipped_bits_never_escape_as_anything_else(tmp_path: Path) -> None:
    """Protects from tracebacks: whatever byte of a zip file is damaged, it loads or is refused in one line."""
    good = packed_with(tmp_path / "course.zip", ("lessons/basics/two.toml", "title = 'x'" * 20)).read_bytes()
    for place in range(0, len(good), 3):
        data = bytearray(good)
        data[place] ^= 0xFF
        path = tmp_path / "bad.zip"
        path.write_bytes(bytes(data))
        try:
            unpacked(path, tmp_path / "cache")
        except CourseError as refused:
            assert "\n" not in str(refused)


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Protects learners whose cache folder is no folder."""
    (tmp_path / "cache").write_text("a file")
    path = packed_with(tmp_path / "course.zip")
    with pytest.raises(CourseError, match="TUTOR_CACHE"):
        unpacked(path, tmp_path / "cache")


def test_only_zip_files_are_taken_for_such(tmp_path: Path) -> None:
    """Protects folders and other files from being unpacked."""
    assert not is_zip(tmp_path)
    (tmp_path / "text").write_text("words")
    assert not is_zip(tmp_path / "text")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a", "b")
    (tmp_path / "no-suffix").write_bytes(buffer.getvalue())
    assert is_zip(tmp_path / "no-suffix")
