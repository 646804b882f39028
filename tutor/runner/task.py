"""What a child is asked to do and how it ended: the words that the two ends of the runner share. *Any side.*"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Reason = Literal[
    "done",  # the program sent its end frame and left
    "died",  # it left without one: os._exit, a signal of its own, a crash
    "timeout",  # wall or CPU time
    "memory",  # more memory than its budget
    "tasks",  # more threads than its budget
    "scratch",  # more files or bytes in scratch than its budget
    "flood",  # more result bytes than its budget (printing too much only cuts, it does not end a run)
    "cancelled",  # stopped by the learner
    "lost",  # the host died or the sandbox could not be set up: never the learner's fault
]


# Bytes of memory kept back from every budget, so that a program out of memory can still say so.
RESERVE = 48 << 20


@dataclass(frozen=True)
class Limits:
    """What one child may use. Times in seconds, sizes in bytes."""

    wall: float = 5.0
    memory: int = 512 << 20  # beyond what the runner itself holds
    output: int = 1 << 20  # of printed text kept; the rest is counted and dropped
    result: int = 80 << 20  # of frames
    file_size: int = 16 << 20
    scratch_bytes: int = 64 << 20
    scratch_files: int = 512
    tasks: int = 64


@dataclass(frozen=True)
class Task:
    """One program to be run in one fresh, confined child.

    `program` is "package.module:function", preloaded by the host; it is called as `function(job)` with a
    `tutor.runner.child.Job`. `job` is JSON-able and reaches that child alone, as a sealed descriptor.
    """

    program: str
    job: dict[str, Any]
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Ended:
    """How one child ended, and what came out of it."""

    reason: Reason
    result: bytes = b""  # the frames it sent to the client (empty where they went to another child)
    stdout: str = ""  # printed text, stdout and stderr in order, made safe to show
    cut: int = 0  # bytes of printed text dropped
    status: int | None = None  # exit status, or minus the signal's number
    seconds: float = 0.0
    peak_memory: int = 0  # bytes, private to this child, as far as it was seen
    detail: str = ""  # one line: why it is "lost", or what broke in a program of the runner's own
