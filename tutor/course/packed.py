"""A course in a zip file: looked through, then unpacked into a folder that is named after its content. *Any side.*

Nothing in the file is trusted. Only the three folders of a course are unpacked, as plain files that nobody may write.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from tutor.course.document import LARGEST, UNSHOWN, visible
from tutor.course.faults import CourseError
from tutor.course.folder import EXERCISES, LESSONS, SOLUTIONS
from tutor.language import _, later_

try:
    from lzma import LZMAError
except ImportError:  # a Python that was built without it
    LZMAError = zlib.error  # type: ignore[assignment,misc]

LARGEST_ZIP = 32 << 20  # bytes of the zip file itself
MOST_FILES = 10_000  # entries in it, and of them
MOST_BYTES = 64 << 20  # unpacked; the built-in course takes a few hundredths of that

# What zipfile and the modules that unpack for it raise for bytes that make no sense, or ask for too much memory.
UNSOUND = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, struct.error, ValueError, OverflowError, MemoryError)

REMEDY = later_("ask whoever made it for a sound one")


def unpacked(path: Path, cache: Path) -> Path:
    """The folder of the course in the zip file `path`, unpacked below `cache` if it isn't yet.

    Raises CourseError for what is no zip file, no course, too large, or meant to do harm.
    """
    shown = visible(str(path))
    target = cache / "courses" / _digest(path)
    if target.is_dir():
        return target
    with _told(shown), zipfile.ZipFile(path) as archive:
        files = _course_files(shown, archive)
        with _new_folder(target, shown) as folder:
            left = MOST_BYTES
            for name, entry in files.items():
                left -= _unpack(shown, archive, entry, folder / name, left)
    return target


def is_zip(path: Path) -> bool:
    """Whether `path` is a file to be taken for a zip file, sound or not."""
    return path.is_file() and (path.suffix.lower() == ".zip" or zipfile.is_zipfile(path))


def _digest(path: Path) -> str:
    shown = visible(str(path))
    try:
        if path.stat().st_size > LARGEST_ZIP:
            raise CourseError(
                _("{shown}: larger than {n} MiB, which no course is; {remedy}").format(
                    shown=shown, n=LARGEST_ZIP >> 20, remedy=_(REMEDY)
                )
            )
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:32]
    except OSError as error:
        raise CourseError(
            _("{shown}: can't be read ({strerror}); check its permissions").format(shown=shown, strerror=error.strerror)
        ) from None


@contextmanager
def _told(shown: str) -> Iterator[None]:
    """All that reading a zip file can raise, as one line."""
    try:
        yield
    except CourseError:
        raise
    except UNSOUND as error:
        raise _unsound(shown, error) from None
    except NotImplementedError:
        raise CourseError(
            _("{shown}: is packed in a way that Python can't read; pack it as an ordinary zip").format(shown=shown)
        ) from None
    except OSError as error:
        if error.errno is None:  # what the module says that unpacks bzip2
            raise _unsound(shown, error) from None
        raise CourseError(
            _(
                "{shown}: can't be unpacked ({strerror}); see to space and rights in the cache folder, "
                "or set TUTOR_CACHE"
            ).format(shown=shown, strerror=error.strerror or error)
        ) from None


def _unsound(shown: str, error: Exception) -> CourseError:
    why = visible(" ".join(str(error).split())[:100])
    told = _("{shown}: this is no sound zip file ({why}); {remedy}")
    return CourseError(told.format(shown=shown, why=why, remedy=_(REMEDY)))


def _course_files(shown: str, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The course's files by their paths in it. Any entry that could land elsewhere refuses the whole file."""
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise CourseError(
            _("{shown}: holds {entries} entries, and a course at most {most}; {remedy}").format(
                shown=shown, entries=len(entries), most=MOST_FILES, remedy=_(REMEDY)
            )
        )
    found: dict[PurePosixPath, zipfile.ZipInfo] = {}
    for entry in entries:
        name = _safe_name(shown, entry)
        if entry.is_dir():
            continue
        if name in found:
            raise CourseError(
                _("{shown}: holds `{name}` twice; {remedy}").format(
                    shown=shown, name=visible(str(name)), remedy=_(REMEDY)
                )
            )
        found[name] = entry
    top = _top(shown, list(found))
    kept = {
        str(name.relative_to(top)): entry
        for name, entry in found.items()
        if name.is_relative_to(top) and name.relative_to(top).parts[0] in (LESSONS, EXERCISES, SOLUTIONS)
    }
    for inside, entry in kept.items():
        if entry.flag_bits & 0x1:
            raise CourseError(
                _("{shown}: `{inside}` in it is encrypted; unpack it yourself, and name the folder").format(
                    shown=shown, inside=visible(inside)
                )
            )
        for parent in map(str, PurePosixPath(inside).parents):
            if parent in kept:
                raise CourseError(
                    _("{shown}: holds `{parent}` as a file and a folder; {remedy}").format(
                        shown=shown, parent=visible(parent), remedy=_(REMEDY)
                    )
                )
    return kept


def _safe_name(shown: str, entry: zipfile.ZipInfo) -> PurePosixPath:
    """Where an entry says it belongs. Raises CourseError for names that lead out, links, and what is no file."""
    # zipfile cuts names at a zero byte and turns backslashes round on Windows; the name as written is what counts.
    name = entry.orig_filename
    path = PurePosixPath(name)
    odd = not name.strip() or any(sign in name for sign in "\\:\t\n") or UNSHOWN.search(name)
    if odd or path.is_absolute() or ".." in path.parts or not path.parts:
        raise CourseError(
            _("{shown}: the name `{name}` in it leads out of the course; {remedy}").format(
                shown=shown, name=visible(name)[:80], remedy=_(REMEDY)
            )
        )
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise CourseError(
            _("{shown}: `{name}` in it is a link or a device, and no file; {remedy}").format(
                shown=shown, name=visible(name)[:80], remedy=_(REMEDY)
            )
        )
    return path


def _top(shown: str, names: list[PurePosixPath]) -> PurePosixPath:
    """Where in the zip file the course begins: at its top, or in the one folder it holds."""
    starts = {PurePosixPath(*name.parts[: name.parts.index(LESSONS)]) for name in names if LESSONS in name.parts[:-1]}
    tops = sorted(start for start in starts if len(start.parts) <= 1)
    if not tops:
        raise CourseError(
            _("{shown}: this is no course, it holds no folder `lessons`; pack a course's folder").format(shown=shown)
        )
    if len(tops) > 1 and tops[0].parts:
        raise CourseError(
            _("{shown}: holds {tops} courses; pack each by itself, or name the folder of one").format(
                shown=shown, tops=len(tops)
            )
        )
    return tops[0]


@contextmanager
def _new_folder(target: Path, shown: str) -> Iterator[Path]:
    """A folder that becomes `target` at once when all is in it, and is gone if anything goes wrong."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=target.parent))
    try:
        yield folder
        if not (folder / LESSONS).is_dir():
            raise CourseError(
                _("{shown}: this is no course, its folder `lessons` is empty; pack a course's folder").format(
                    shown=shown
                )
            )
        try:
            folder.rename(target)
        except OSError:
            if not target.is_dir():  # somebody else may have unpacked it meanwhile
                raise
        else:
            for each in (target, *target.rglob("*")):
                if each.is_dir():
                    each.chmod(0o555)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(shown: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, left: int) -> int:
    """Write one file; how many bytes it took. What the zip file says of its sizes is not believed."""
    with archive.open(entry) as source:
        data = source.read(LARGEST + 1)
    name = visible(str(path.name))
    if len(data) > LARGEST:
        raise CourseError(
            _("{shown}: `{name}` in it is larger than {n} MiB; {remedy}").format(
                shown=shown, name=name, n=LARGEST >> 20, remedy=_(REMEDY)
            )
        )
    if len(data) > left:
        raise CourseError(
            _("{shown}: holds more than {n} MiB, which no course does; {remedy}").format(
                shown=shown, n=MOST_BYTES >> 20, remedy=_(REMEDY)
            )
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        os.fchmod(file.fileno(), 0o444)
    return len(data)
