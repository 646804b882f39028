"""Opening the progress file: made, checked, brought up to date, and set aside when it is damaged. *Screen side.*

All of it happens under one lock file, so that two sessions that start together make one file, and a damaged file is set
aside once. What a damaged file still tells is read into the new one.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tutor.language import _, plural
from tutor.progress.faults import ProgressError, is_damage, primary_code, told
from tutor.progress.journal import choose_journal
from tutor.progress.migrations import APPLICATION_ID, STEPS, copy, migrate, number_of, refuse_foreign
from tutor.progress.misfits import misfits

BUSY_SECONDS = 5.0
BACKUP_EVERY = 3600.0  # seconds: so much work at most is in no copy


@dataclass(frozen=True)
class Opened:
    """An open progress file. `notice` is what the learner must be told, if anything."""

    connection: sqlite3.Connection
    notice: str | None = None


def open_file(path: Path) -> Opened:
    """Open the progress file at `path`, which is made with its folder if it isn't there. Raises ProgressError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _only_one(path.with_suffix(".lock")):
            _sweep(path)
            restored = _restored(path)
            try:
                connection = _prepared(path)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                kept = _next_name(path)
                # Told first: whoever is killed from here on leaves word of what is still to be read.
                _marker(path).write_text(kept.name, "utf-8")
                set_aside(path, kept)
                connection = _prepared(path)
            try:
                notice = _salvage(connection, path) or restored
                keep_copy(connection, path)
            except BaseException:
                connection.close()
                raise
            return Opened(connection, notice)
    except (sqlite3.Error, OSError) as error:
        raise told(error, path) from error


def open_memory(copy_of: Path | None = None) -> Opened:
    """A progress file that is kept nowhere, for when there is no place to keep one.

    It begins with what the file `copy_of` holds, as far as that can be read.
    """
    connection = _connected(":memory:")
    if copy_of is not None and copy_of.is_file():
        with contextlib.suppress(sqlite3.Error, OSError, ProgressError):
            _read_into(connection, copy_of)
            if not faults_of(connection):
                migrate(connection, None)
                return Opened(connection)
        connection.close()
        connection = _connected(":memory:")
    migrate(connection, None)
    return Opened(connection)


def _read_into(connection: sqlite3.Connection, path: Path) -> None:
    """Copy the file at `path`, with what its log holds, into `connection`, and write nothing beside it."""
    try:
        with tempfile.TemporaryDirectory(prefix="tutor-") as folder:
            copied = Path(folder) / path.name
            for ending in ("", "-wal"):
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(f"{path}{ending}", f"{copied}{ending}")
            with contextlib.closing(sqlite3.connect(copied)) as source:
                source.backup(connection)
    except OSError:  # no room anywhere: then without the log
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as source:
            source.backup(connection)


def set_aside(path: Path, kept: Path) -> None:
    """Rename the file at `path`, and what SQLite keeps beside it, to `kept`, so that it is out of the way."""
    path.rename(kept)
    for ending in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(kept.with_name(kept.name + ending))


def _next_name(path: Path) -> Path:
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    return path.with_name(f"{path.stem}.damaged-{stamp}-{os.getpid()}{path.suffix}")


def _marker(path: Path) -> Path:
    return path.with_suffix(".salvage")


def _restored(path: Path) -> str | None:
    """Put its copy in the place of a file that isn't there, or is empty as a crash may leave it; what is to be told."""
    backup, made = backup_of(path), copied_at(path)
    if made is None or _marker(path).exists() or (path.exists() and path.stat().st_size > 0):
        return None
    for ending in ("-wal", "-shm"):  # belongs to what is gone, and would spoil the copy
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(f"{_next_name(path)}{ending}")
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    shutil.copyfile(backup, unfinished)
    unfinished.replace(path)
    return _(
        "{path}: the progress file was gone or empty; its copy of {when} is in its place. `tutor reset` begins anew"
    ).format(path=path, when=_moment(made))


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M")


def backup_of(path: Path) -> Path:
    """Where the copy of the progress file at `path` lies that is made now and then (`keep_copy`)."""
    return path.with_name(f"{path.stem}.backup{path.suffix}")


def _salvage(connection: sqlite3.Connection, path: Path) -> str | None:
    """Read what can be read of a file that was set aside into the new one; what is to be told of it, if anything."""
    marker = _marker(path)
    if not marker.exists():
        return None
    from tutor.progress.merging import join
    from tutor.progress.salvage import salvaged

    kept = path.with_name(Path(marker.read_text("utf-8", "replace").strip() or "-").name)
    if not kept.is_file():
        marker.unlink()
        return None
    backup = backup_of(path)
    found = [*salvaged(kept, backup), *(salvaged(backup) if backup.is_file() else [])]
    connection.execute("BEGIN IMMEDIATE")
    try:
        joined = join(connection, found)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    marker.unlink()
    if joined.is_nothing:
        return _("{path}: the progress file was damaged; it is kept as {name}, and a new one was begun").format(
            path=path, name=kept.name
        )
    read = [
        plural("{n} pass", "{n} passes", joined.passes),
        plural("{n} attempt", "{n} attempts", joined.attempts),
        plural("{n} draft", "{n} drafts", joined.drafts),
    ]
    if (made := copied_at(path)) is None:
        told = _(
            "{path}: the progress file was damaged; it is kept as {name}, and what could be read of it is in a new one:"
            " {read}"
        )
        return told.format(path=path, name=kept.name, read=_(", ").join(read))
    told = _(
        "{path}: the progress file was damaged; it is kept as {name}, and what could be read of it, and of its copy of"
        " {when}, is in a new one: {read}"
    )
    return told.format(path=path, name=kept.name, when=_moment(made), read=_(", ").join(read))


def copied_at(path: Path) -> float | None:
    """When the copy of the progress file at `path` was made (seconds since 1970), or None if there is none."""
    try:
        return backup_of(path).stat().st_mtime
    except OSError:
        return None


def keep_copy(connection: sqlite3.Connection, path: Path) -> None:
    """Copy the file, if it holds anything and its last copy is an hour old. Where there is no room, there is none."""
    backup = backup_of(path)
    with contextlib.suppress(sqlite3.Error, OSError):
        made = copied_at(path)
        if made is not None and 0 <= time.time() - made < BACKUP_EVERY:
            return
        if connection.execute("SELECT EXISTS (SELECT 1 FROM work)").fetchone()[0]:
            copy(connection, backup)


def _sweep(path: Path) -> None:
    """Remove what copies that were broken off have left."""
    for left in path.parent.glob(f"{path.stem}.*.part*"):
        left.unlink(missing_ok=True)
    for left in path.parent.glob(".salvage-*"):
        shutil.rmtree(left, ignore_errors=True)


def faults_of(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong in the file, in its own words; empty when all is well."""
    try:
        rows = [str(row[0]) for row in connection.execute("PRAGMA quick_check(3)")]
    except UnicodeDecodeError:  # in the tables' own words
        return ["names that are no text"]
    return [] if rows == ["ok"] else rows


def _prepared(path: Path) -> sqlite3.Connection:
    connection = _connected(path)
    try:
        if faults_of(connection):
            raise _damage("quick_check found faults")
        # Before anything is written.
        refuse_foreign(connection, path)
        if number_of(connection, "user_version") == len(STEPS) and (wrong := _misfits(connection)):
            raise wrong
        choose_journal(connection, path)
        try:
            migrate(connection, path)
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_ERROR:
                raise
            raise _damage(f"not the tables of its version: {error}") from error
        if wrong := _misfits(connection):
            raise wrong
    except BaseException:
        connection.close()
        raise
    return connection


def _misfits(connection: sqlite3.Connection) -> sqlite3.DatabaseError | None:
    is_ours = number_of(connection, "application_id") == APPLICATION_ID
    wrong = misfits(connection) if is_ours else ""
    return _damage(f"not what a tutor writes: {wrong}") if wrong else None


def _damage(what: str) -> sqlite3.DatabaseError:
    damage = sqlite3.DatabaseError(what)
    damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return damage


def _connected(target: Path | str) -> sqlite3.Connection:
    # Transactions are begun by hand; the store lets one thread in at a time.
    connection = sqlite3.connect(target, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    # A character that was damaged is shown as such, and hides nothing else.
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    return connection


@contextlib.contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    import fcntl

    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        until = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise ProgressError(
                        _("{lock}: another tutor is still opening its progress; try again").format(lock=lock)
                    ) from None
                time.sleep(0.01)
            except OSError:
                break  # a network folder without locks: SQLite's own must do
        yield
    finally:
        os.close(descriptor)
