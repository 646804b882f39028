"""How SQLite keeps the progress file whole: by a log beside it, or, on a network's file system, without. *Screen side.*

A log that several programs share (WAL) needs memory that they share, which a network's file system can't give: there it
may even seem to work, and lose what another machine wrote. There the older way is taken, which only needs locks.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from tutor.progress.faults import primary_code

VARIABLE = "TUTOR_JOURNAL"  # "wal" or "delete", for whoever knows better
ON_NETWORKS = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "lustre", "gpfs", "ceph", "beegfs", "glusterfs"),
        *("fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.rclone", "davfs", "ncpfs", "pvfs2"),
    }
)
MOUNTS = Path("/proc/self/mountinfo")

# What says that the log can't be had here, and not that the file or the disk is at fault.
_NO_LOG = (sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_ERROR)


def choose_journal(connection: sqlite3.Connection, path: Path) -> str:
    """Set how the file at `path` is kept whole; returns SQLite's word for it. Raises sqlite3.Error."""
    wanted = os.environ.get(VARIABLE, "").strip().lower()
    if wanted == "wal" or (wanted != "delete" and not is_on_network(path)):
        try:
            mode = str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # here the shared memory is wanted
        except sqlite3.OperationalError as error:
            if primary_code(error) not in _NO_LOG:
                raise
            mode = "none"
        if mode == "wal":
            connection.execute("PRAGMA synchronous = NORMAL")
            return mode
    try:
        mode = str(connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0])
    except sqlite3.OperationalError as error:
        if primary_code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        mode = "wal"  # another program has the file open with a log: both must do alike
    connection.execute("PRAGMA synchronous = FULL")
    return mode


def is_on_network(path: Path, mounts: Path = MOUNTS) -> bool:
    """Whether the folder of `path` lies on a network's file system; False where that can't be told."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
        folder = path.parent.resolve()
    except (OSError, RuntimeError):
        return False
    best, kind = -1, ""
    for line in lines:
        fields, _, rest = line.partition(" - ")
        parts = fields.split(" ")
        if len(parts) < 5 or not rest:
            continue
        place = Path(parts[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        if folder.is_relative_to(place) and len(place.parts) >= best:  # of two on one place the later one counts
            best, kind = len(place.parts), rest.split(" ", 1)[0]
    return kind in ON_NETWORKS
