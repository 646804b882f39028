"""Zip files of courses: damaged, cut short, or meant to do harm. Nothing may land outside the folder they unpack to."""

from __future__ import annotations

import io
import random
import shutil
import stat
import struct
import warnings
import zipfile
from pathlib import Path

from tests.screen.material import write_course
from tests.soak import bombs
from tests.soak.bounds import one_line, promise
from tests.soak.kinds import REFUSED, WORKED, Kind
from tests.soak.mutations import damaged
from tutor.course.faults import CourseError
from tutor.course.lint import lint
from tutor.course.loader import load
from tutor.course.packed import is_zip, unpacked

LESSON = "lessons/01-start/01-steps.toml"
NAMES = (
    *("../outside.toml", "lessons/../../outside.toml", "/tmp/outside.toml", "lessons\\..\\outside.toml", "C:/x.toml"),
    *("lessons/a\nb.toml", "", ".", "..", "/", "lessons", "lessons/", "lessons/01-start", LESSON, "lessons//x.toml"),
    *("lessons/./01-start/x.toml", "lessons/" + "a/" * 200 + "x.toml", "lessons/" + "x" * 300 + ".toml", "x" * 65_000),
    *("lessons/\x1b[2J.toml", "lessons/\u202e.toml", "lessons/张.toml", "lessons/01-start/CON.toml", "__MACOSX/._x"),
    *("other/lessons/x.toml", "a/b/lessons/x.toml", "exercises/start/steps/double.py", "solutions", ".git/config"),
    *(
        "lessons/terms.toml",
        "lessons/course.zh.toml",
        "lessons/01-start/01-steps.zh.toml",
        "lessons/01-start/1.xx.toml",
    ),
)
KINDS = (0, stat.S_IFREG, stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR, stat.S_IFSOCK, 0xF000)


class Packs(Kind):
    """Zip files of courses."""

    name = "packs"
    share = 7

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        root = write_course(folder / "course")
        self.files = {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*.*"))}
        self.inside = folder / "inside"  # nothing may be written here but below `cache`

    def make(self, chance: random.Random) -> tuple[str, bytes]:
        data = self._packed(chance)
        way = chance.random()
        if way < 0.25:
            data = damaged(data, chance)
        elif way < 0.5:
            data = _field_changed(data, chance)
        elif way < 0.6:
            data = chance.choice([b"junk" * 20 + data, data + data, data + b"\0" * 70_000, data[:-1], b"PK\5\6" + data])
        return chance.choice(["course.zip", "course.zip", "course.ZIP", "course.txt"]), data

    def _packed(self, chance: random.Random) -> bytes:
        held = io.BytesIO()
        packing = chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
        top = chance.choice(["", "", "course/", "a/b/"])
        with warnings.catch_warnings(), zipfile.ZipFile(held, "w", packing) as archive:
            warnings.simplefilter("ignore")  # of a name that stands twice
            for name, data in self.files.items():
                if name == LESSON and chance.random() < 0.3:
                    data = bombs.bombed_toml(data, chance)
                if chance.random() < 0.97:
                    archive.writestr(top + name, data)
            for _ in range(chance.choice([0, 0, 1, 1, 3])):
                archive.writestr(_entry(chance), chance.choice([b"", b"/etc/passwd", b'title = "x"\n', b"\0" * 9]))
            match chance.randrange(25):
                case 0:  # a few bytes that become megabytes
                    archive.writestr(top + "lessons/01-start/03-large.toml", b" " * (5 << 20), zipfile.ZIP_DEFLATED, 1)
                case 1:
                    for number in range(18):
                        data = b"\n" * ((4 << 20) - number)
                        archive.writestr(top + f"lessons/01-start/x{number}.toml", data, zipfile.ZIP_DEFLATED, 1)
                case 2:
                    for number in range(10_001):
                        archive.writestr(zipfile.ZipInfo(f"{top}lessons/{number}/"), b"")
                case 3:
                    archive.comment = chance.randbytes(65_000)
        return held.getvalue()

    def take(self, which: str, data: bytes, chance: random.Random) -> str:
        del chance
        shutil.rmtree(self.inside, ignore_errors=True)
        cache = self.inside / "cache"
        cache.mkdir(parents=True)
        path = self.inside / which
        path.write_bytes(data)
        try:
            is_zip(path)
            root = unpacked(path, cache)
        except CourseError as error:
            one_line(str(error))
            promise(not [each for each in cache.rglob("*") if each.is_file()], "refused, and unpacked all the same")
            return REFUSED
        finally:
            promise({each.name for each in self.inside.iterdir()} <= {which, "cache"}, "written outside the cache")
        promise(root.is_relative_to(cache), f"unpacked to {root}")
        for each in root.rglob("*"):
            promise(not each.is_symlink(), f"a link: {each}")
            promise(each.is_dir() or (each.is_file() and not each.stat().st_mode & 0o222), f"no plain file: {each}")
        promise(unpacked(path, cache) == root, "unpacked twice")
        course = load(root)
        for fault in [*course.faults, *lint(course)]:
            one_line(str(fault))
        return WORKED


def _entry(chance: random.Random) -> zipfile.ZipInfo:
    """An entry of any name and kind, which zipfile's own writing would mend."""
    entry = zipfile.ZipInfo("x", (chance.choice([1980, 2107]), 12, 31, 23, 59, 58))
    entry.filename = chance.choice(NAMES)
    entry.external_attr = (chance.choice(KINDS) | chance.choice([0o644, 0, 0o7777])) << 16
    entry.compress_type = chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    return entry


def _field_changed(data: bytes, chance: random.Random) -> bytes:
    """One number in one entry's header, or in the directory's end, says something else: a size, a way, a place."""
    sign, length = chance.choice([(b"PK\1\2", 46), (b"PK\1\2", 46), (b"PK\3\4", 30), (b"PK\5\6", 22)])
    places = [at for at in range(len(data)) if data.startswith(sign, at)]
    if not places:
        return data
    at = chance.choice(places) + chance.randrange(4, length - 1)
    wide = chance.random() < 0.3
    number = chance.choice([0, 1, 8, 9, 12, 14, 93, 99, 0x7FFF, 0xFFFE, 0xFFFF])
    packed = struct.pack("<I", number * 0x10001) if wide else struct.pack("<H", number)
    return data[:at] + packed + data[at + len(packed) :]
