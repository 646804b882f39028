"""*Child side.* The system calls that a confined child is refused.

Everything that Landlock doesn't stand for: the network, other processes, the kernel's own state, and the ways around a
path. Refused calls fail with an error, so that a program that asks is told; only calls of a foreign machine are death.
"""

from __future__ import annotations

import ctypes
import errno
import struct

from tutor.runner import kernel
from tutor.runner.syscalls import Machine

_NOT_PERMITTED = {
    "other processes": """
        execve execveat fork vfork ptrace process_vm_readv process_vm_writev process_madvise process_mrelease kcmp
        rt_sigqueueinfo rt_tgsigqueueinfo tkill pidfd_open pidfd_send_signal pidfd_getfd signalfd signalfd4
        move_pages migrate_pages setpgid setsid""",
    "the network": "connect accept accept4 bind listen",
    "memory and messages between processes": """
        shmget shmat shmctl shmdt semget semop semctl semtimedop msgget msgsnd msgrcv msgctl mq_open mq_unlink
        memfd_create memfd_secret userfaultfd add_key request_key keyctl""",
    "files' owners, modes, times and attributes, which Landlock lets through": """
        chmod fchmod fchmodat chown fchown lchown fchownat utime utimes futimesat utimensat truncate
        setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr mknod mknodat""",
    "ways around a path, and watching others' files": """
        name_to_handle_at open_by_handle_at open_tree move_mount fsopen fsconfig fsmount fspick mount_setattr mount
        umount2 pivot_root chroot statmount listmount inotify_init inotify_init1 inotify_add_watch fanotify_init
        fanotify_mark lookup_dcookie cachestat sync syncfs quotactl quotactl_fd acct""",
    "who it is, and how it is confined": """
        setuid setgid setreuid setregid setgroups setresuid setresgid setfsuid setfsgid capset unshare setns
        personality modify_ldt landlock_create_ruleset landlock_add_rule landlock_restrict_self seccomp
        lsm_set_self_attr""",
    "what it gets of the processor": """
        setpriority sched_setparam sched_setscheduler sched_setattr ioprio_set mbind set_mempolicy_home_node""",
    "the machine": """
        uselib vhangup settimeofday clock_settime adjtimex clock_adjtime swapon swapoff reboot sethostname
        setdomainname iopl ioperm init_module delete_module finit_module kexec_load kexec_file_load
        perf_event_open bpf syslog""",
}
# As if the kernel were too old for them: the C library then uses calls that a filter can look into.
_NOT_THERE = "clone3 openat2 fchmodat2 io_setup io_submit io_uring_setup io_uring_enter io_uring_register"

_THREAD = 0x10000  # CLONE_THREAD
_OPEN_MODE = 0x203  # O_ACCMODE | O_TRUNC
_READ_BUT_TRUNCATE = 0x200
# GET_DUMPABLE SET_NAME GET_NAME GET_SECCOMP CAPBSET_READ GET_TIMERSLACK GET_NO_NEW_PRIVS SET_THP_DISABLE
# GET_THP_DISABLE SET_VMA
_PRCTL_ALLOWED = (3, 15, 16, 21, 23, 30, 39, 41, 42, 0x53564D41)
# SETOWN SETSIG SETOWN_EX: a signal at another process; SETLEASE NOTIFY: others' files; SETPIPE_SZ: the user's pages
_FCNTL_REFUSED = (8, 10, 15, 1024, 1026, 1031)
_IOCTL_ALLOWED = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS TIOCGWINSZ FIONREAD FIONBIO FIONCLEX FIOCLEX

_X32 = 0x4000_0000
_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_EQUAL, _ABOVE, _NOT_BELOW, _ANY_BIT = 0x15, 0x25, 0x35, 0x45
_ALLOW, _KILL = 0x7FFF_0000, 0x8000_0000
_AT_NUMBER, _AT_MACHINE, _AT_ARGUMENTS = 0, 4, 16
_MODE_FILTER = 2

Instruction = tuple[int, int, int, int]


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("program", ctypes.c_void_p))


def program(machine: Machine, pid: int) -> list[Instruction]:
    """The filter for the process `pid`, as instructions (code, jump if true, jump if false, operand)."""
    out: list[Instruction] = [
        _load(_AT_MACHINE),
        (_EQUAL, 1, 0, machine.audit),
        _ret(_KILL),
        _load(_AT_NUMBER),
    ]
    if machine.has_x32:
        out += [(_NOT_BELOW, 0, 1, _X32), _ret(_KILL)]
    out += [(_ABOVE, 0, 1, machine.newest), _error(errno.ENOSYS)]
    for names in _NOT_PERMITTED.values():
        out += _each(machine, names, errno.EPERM)
    out += _each(machine, _NOT_THERE, errno.ENOSYS)
    out += _each(machine, "socket", errno.EACCES)
    for name, argument in (("open", 1), ("openat", 2)):
        out += _when(machine, name, _no_truncating(argument))
    for name in ("kill", "tgkill"):
        out += _when(machine, name, _only(0, (pid,), errno.EPERM))
    for name in ("prlimit64", "sched_setaffinity"):
        out += _when(machine, name, _only(0, (0, pid), errno.EPERM))
    out += _when(machine, "clone", [_argument(0), (_ANY_BIT, 0, 1, _THREAD), _ret(_ALLOW), _error(errno.EPERM)])
    out += _when(machine, "prctl", _only(0, _PRCTL_ALLOWED, errno.EPERM))
    out += _when(machine, "ioctl", _only(1, _IOCTL_ALLOWED, errno.ENOTTY))
    out += _when(machine, "fcntl", _all_but(1, _FCNTL_REFUSED, errno.EPERM))
    return [*out, _ret(_ALLOW)]


def install(machine: Machine, pid: int) -> None:
    """Bind the calling process, which must be `pid` and have no new privileges, for good. Raises OSError."""
    instructions = program(machine, pid)
    code = b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)
    buffer = ctypes.create_string_buffer(code, len(code))
    given = _Filter(len(instructions), ctypes.addressof(buffer))
    kernel.prctl(kernel.PR_SET_SECCOMP, _MODE_FILTER, ctypes.addressof(given))


def _each(machine: Machine, names: str, error: int) -> list[Instruction]:
    numbers = (machine.numbers[name] for name in names.split() if name in machine.numbers)
    return [step for number in numbers for step in ((_EQUAL, 0, 1, number), _error(error))]


def _when(machine: Machine, name: str, body: list[Instruction]) -> list[Instruction]:
    """`body`, which must end in a return on every way, for the one call `name`."""
    if name not in machine.numbers:
        return []
    return [(_EQUAL, 0, len(body), machine.numbers[name]), *body]


def _only(argument: int, values: tuple[int, ...], error: int) -> list[Instruction]:
    chosen = [step for value in values for step in ((_EQUAL, 0, 1, value), _ret(_ALLOW))]
    return [_argument(argument), *chosen, _error(error)]


def _all_but(argument: int, values: tuple[int, ...], error: int) -> list[Instruction]:
    refused = [step for value in values for step in ((_EQUAL, 0, 1, value), _error(error))]
    return [_argument(argument), *refused, _ret(_ALLOW)]


def _no_truncating(argument: int) -> list[Instruction]:
    """Refuse O_RDONLY | O_TRUNC, which empties a file that Landlock before its third version thinks is only read."""
    test: list[Instruction] = [(_AND, 0, 0, _OPEN_MODE), (_EQUAL, 0, 1, _READ_BUT_TRUNCATE)]
    return [_argument(argument), *test, _error(errno.EACCES), _ret(_ALLOW)]


def _load(offset: int) -> Instruction:
    return (_LOAD, 0, 0, offset)


def _argument(index: int) -> Instruction:
    """The lower half of an argument: those looked at are 32 bits wide to the kernel, and the machines little-endian."""
    return _load(_AT_ARGUMENTS + 8 * index)


def _ret(action: int) -> Instruction:
    return (_RETURN, 0, 0, action)


def _error(number: int) -> Instruction:
    return _ret(0x0005_0000 | number)
