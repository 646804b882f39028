"""Protects: the filter says the same on every machine it knows: it is read here as the kernel reads it."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from tutor.runner import seccomp
from tutor.runner.syscalls import MACHINES, Machine

PID = 4242
ALLOW, KILL = 0x7FFF0000, 0x80000000
HEADERS = {
    "x86_64": [Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), Path("/usr/include/asm/unistd_64.h")],
    "aarch64": [Path("/usr/include/asm-generic/unistd.h")],
}


def answer(
    machine: Machine,
    number: int,
    arguments: tuple[int, ...] = (),
    audit: int | None = None,
    *,
    files: bool = True,
    devices: bool = False,
) -> int:
    """Run the filter on one call."""
    fields = {0: number, 4: machine.audit if audit is None else audit}
    fields |= {16 + 8 * index: value & 0xFFFFFFFF for index, value in enumerate((*arguments, 0, 0, 0, 0, 0, 0)[:6])}
    program, at, held = seccomp.program(machine, PID, files=files, devices=devices), 0, 0
    while True:
        code, if_true, if_false, operand = program[at]
        at += 1
        match code:
            case 0x20:
                held = fields[operand]
            case 0x54:
                held &= operand
            case 0x06:
                return operand
            case 0x15:
                at += if_true if held == operand else if_false
            case 0x25:
                at += if_true if held > operand else if_false
            case 0x35:
                at += if_true if held >= operand else if_false
            case 0x45:
                at += if_true if held & operand else if_false
            case _:
                raise AssertionError(f"an instruction that the kernel is not known to have: {code:#x}")


def error(number: int) -> int:
    return 0x50000 | number


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize(
    ("call", "arguments", "expected"),
    [
        ("socket", (1, 1), error(errno.EACCES)),
        ("execve", (), error(errno.EPERM)),
        ("ptrace", (), error(errno.EPERM)),
        ("clone3", (), error(errno.ENOSYS)),
        ("io_uring_setup", (), error(errno.ENOSYS)),
        ("clone", (0x3D0F00,), ALLOW),
        ("clone", (17,), error(errno.EPERM)),
        ("clone", (0x3D0B00,), error(errno.EPERM)),
        ("close_range", (9, 99, 0), ALLOW),
        ("close_range", (9, 99, 2), error(errno.EPERM)),
        ("close_range", (9, 99, 6), error(errno.EPERM)),
        ("socketpair", (1, 1), ALLOW),
        ("socketpair", (1, 0x80805), ALLOW),
        ("socketpair", (1, 2), error(errno.EACCES)),
        ("socketpair", (1, 0x80802), error(errno.EACCES)),
        ("socketpair", (30, 1), error(errno.EACCES)),
        ("sendmsg", (), error(errno.EPERM)),
        ("vmsplice", (), error(errno.EPERM)),
        ("fallocate", (), error(errno.EOPNOTSUPP)),
        ("getxattr", (), error(errno.EOPNOTSUPP)),
        ("kill", (PID, 9), ALLOW),
        ("kill", (1, 9), error(errno.EPERM)),
        ("kill", (-1, 9), error(errno.EPERM)),
        ("tgkill", (PID, PID, 6), ALLOW),
        ("tgkill", (1, 1, 6), error(errno.EPERM)),
        ("prlimit64", (0, 7), ALLOW),
        ("prlimit64", (PID, 7), ALLOW),
        ("prlimit64", (1, 7), error(errno.EPERM)),
        ("prctl", (15,), ALLOW),
        ("prctl", (4, 0), error(errno.EPERM)),
        ("prctl", (1, 0), error(errno.EPERM)),
        ("openat", (0, 0, 0o1000), error(errno.EACCES)),
        ("openat", (0, 0, 0o1001), ALLOW),
        ("openat", (0, 0, 0), ALLOW),
        *(("fcntl", (1, number), error(errno.EPERM)) for number in (8, 10, 15, 1024, 1026, 1031)),
        ("fcntl", (1, 3), ALLOW),
        ("ioctl", (1, 0x5413), ALLOW),
        ("ioctl", (1, 0x5412), error(errno.ENOTTY)),
    ],
)
def test_each_call_gets_its_answer(name, call, arguments, expected):
    machine = MACHINES[name]
    assert answer(machine, machine.numbers[call], arguments) == expected


@pytest.mark.parametrize("name", MACHINES)
def test_without_files_none_is_opened_made_moved_or_removed(name):
    machine = MACHINES[name]
    numbers = [machine.numbers[call] for call in seccomp._FILES.split() if call in machine.numbers]
    assert len(numbers) >= 5
    assert {answer(machine, number, files=False) for number in numbers} == {error(errno.EACCES)}
    assert {answer(machine, number) for number in numbers} == {ALLOW}


@pytest.mark.parametrize("name", MACHINES)
def test_foreign_calls_are_death_and_unknown_ones_are_not_there(name):
    machine = MACHINES[name]
    assert answer(machine, 0, audit=0x40000003) == KILL
    assert answer(machine, machine.newest + 1) == error(errno.ENOSYS)
    assert answer(machine, 0x3FFFFFFF) == error(errno.ENOSYS)
    assert answer(machine, 0x40000000 + 59) == (KILL if machine.has_x32 else error(errno.ENOSYS))


@pytest.mark.parametrize("name", MACHINES)
def test_every_way_ends_in_an_answer_and_jumps_stay_short(name):
    program = seccomp.program(MACHINES[name], PID)
    assert len(program) < 4096
    for at, (code, if_true, if_false, _) in enumerate(program):
        assert 0 <= if_true < 256
        assert 0 <= if_false < 256
        assert code == 0x06 or at + 1 + max(if_true, if_false) < len(program)
    assert program[-1][0] == 0x06


def test_every_name_in_the_filter_is_in_the_table():
    known = set().union(*(machine.numbers for machine in MACHINES.values()))
    named = " ".join([*seccomp._NOT_PERMITTED.values(), seccomp._NOT_THERE, seccomp._NOT_SUPPORTED]).split()
    assert set(named) <= known
    assert len(named) == len(set(named))


@pytest.mark.parametrize("name", MACHINES)
def test_the_numbers_are_the_kernels_own(name):
    header = next((path for path in HEADERS[name] if path.exists()), None)
    if header is None:
        pytest.skip("needs the kernel's headers (linux-libc-dev)")
    text = re.sub(r"__NR3264_(\w+)", r"__NR_\1", header.read_text())
    theirs = {call: int(number) for call, number in re.findall(r"#define __NR_(\w+)\s+(\d+)", text)}
    ours = {call: number for call, number in MACHINES[name].numbers.items() if call in theirs}
    assert len(ours) > 100
    assert ours == {call: theirs[call] for call in ours}


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize(
    ("request_", "is_a_drivers"),
    [
        (0xC020462A, True),  # NV_ESC_RM_CONTROL
        (0xC00446C9, True),  # NV_ESC_REGISTER_FD
        (25, True),  # UVM_REGISTER_GPU_VASPACE
        (0x30000001, True),  # UVM_INITIALIZE
        (0xC0406400, True),  # DRM_IOCTL_VERSION
        (0xC0284B02, True),  # AMDKFD_IOC_CREATE_QUEUE
        (0x5412, False),  # TIOCSTI, a key typed at a terminal
        (0x541C, False),  # TIOCLINUX
        (0x4B3A, False),  # KDSETMODE, of AMD's type but with no size
        (0x4601, False),  # FBIOPUT_VSCREENINFO, of NVIDIA's type but with no size
        (0x5452, False),  # FIOASYNC
        (0x8901, False),  # FIOSETOWN
        (0x40086602, False),  # FS_IOC_SETFLAGS
        (0xC0045877, False),  # FIFREEZE
    ],
)
def test_only_where_there_is_a_device_its_driver_is_spoken_to_and_nothing_else(name, request_, is_a_drivers):
    machine = MACHINES[name]
    number = machine.numbers["ioctl"]
    assert answer(machine, number, (3, request_)) == error(errno.ENOTTY)
    assert answer(machine, number, (3, request_), devices=True) == (ALLOW if is_a_drivers else error(errno.ENOTTY))
    assert answer(machine, number, (3, 0x541B), devices=True) == ALLOW


@pytest.mark.parametrize("name", MACHINES)
def test_a_device_changes_no_other_call(name):
    machine = MACHINES[name]
    for call, number in machine.numbers.items():
        if call != "ioctl":
            assert answer(machine, number, (1, 1), devices=True) == answer(machine, number, (1, 1)), call
