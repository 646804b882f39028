"""Protects the cheap fork: what children inherit lies in huge pages where the kernel can do it, and stays as it was."""

from __future__ import annotations

import mmap
import os
import subprocess
import sys

import pytest

from tutor.runner import huge_pages

MAPS = """\
5570a0000000-5570a0021000 r-xp 00000000 08:01 1234                       /usr/bin/python3.11
5570a1e00000-5570a2a10000 rw-p 00000000 00:00 0                          [heap]
7f0000100000-7f0000700000 rw-p 00000000 00:00 0
7f0001000000-7f0001400000 rw-p 00000000 08:01 77                         /usr/lib/libtorch.so
7f0002000000-7f0002400000 rw-s 00000000 00:01 0
7f0003000000-7f0003200000 ---p 00000000 00:00 0
7f0004100000-7f0004200000 rw-p 00000000 00:00 0
7ffd00000000-7ffd00400000 rw-p 00000000 00:00 0                          [stack]
"""


def test_only_whole_pages_of_private_memory_without_a_file_are_named() -> None:
    assert list(huge_pages.own_memory(MAPS)) == [(0x5570A1E00000, 0x5570A2A00000), (0x7F0000200000, 0x7F0000600000)]


def test_memory_holds_what_it_held() -> None:
    with mmap.mmap(-1, 8 << 20, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) as held:
        written = bytes(range(256)) * (len(held) // 256)
        held[:] = written
        huge_pages.gather()
        assert held[:] == written


COUNT = """
import os, sys
from pathlib import Path
from tutor.runner import huge_pages
held = [bytearray(32 << 20) for _ in range(2)]
moved = huge_pages.gather()
lines = Path("/proc/self/smaps").read_text().splitlines()
huge = sum(int(line.split()[1]) for line in lines if line.startswith("AnonHugePages"))
print(moved, huge * 1024)
"""


def test_it_is_in_huge_pages_where_the_kernel_says_so() -> None:
    done = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, check=True, env=os.environ)
    moved, huge = map(int, done.stdout.split())
    if not moved:
        pytest.skip("this kernel does not collapse memory when asked to")
    assert huge >= 32 << 20
