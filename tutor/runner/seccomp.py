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
    "links: a scratch folder holds plain files": "link linkat symlink symlinkat",
    "ways around a path, and watching others' files": """
        name_to_handle_at open_by_handle_at open_tree move_mount fsopen fsconfig fsmount fspick mount_setattr mount
        umount2 pivot_root chroot statmount listmount inotify_init inotify_init1 inotify_add_watch fanotify_init
        fanotify_mark lookup_dcookie cachestat sync syncfs quotactl quotactl_fd acct""",
    # Descriptors on their way through a socket, and pages lent to a pipe, are on no account that is watched.
    "what it holds unseen": "sendmsg sendmmsg vmsplice",
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
# As if the file system had none: libraries go on without. Space set aside for a file passes by the limit on its size;
# attributes are part of a file that Landlock lets anybody read.
_NOT_SUPPORTED = "fallocate getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr"

# Where nothing else keeps files apart, there are none: a filter sees no path, only that one is asked for.
_FILES = "open openat creat mkdir mkdirat rmdir rename renameat renameat2 unlink unlinkat"

_THREAD = 0x10400  # CLONE_THREAD, and CLONE_FILES: a thread with descriptors of its own could fill files unseen
_OWN_DESCRIPTORS = 2  # CLOSE_RANGE_UNSHARE
_UNIX, _STREAM, _SEQPACKET = 1, 1, 5  # AF_UNIX and kinds of sockets
_KIND = 0xF  # without SOCK_CLOEXEC and SOCK_NONBLOCK
_OPEN_MODE = 0x203  # O_ACCMODE | O_TRUNC
_READ_BUT_TRUNCATE = 0x200
# GET_DUMPABLE SET_NAME GET_NAME GET_SECCOMP CAPBSET_READ GET_TIMERSLACK GET_NO_NEW_PRIVS SET_THP_DISABLE
# GET_THP_DISABLE SET_VMA
_PRCTL_ALLOWED = (3, 15, 16, 21, 23, 30, 39, 41, 42, 0x53564D41)
# SETOWN SETSIG SETOWN_EX: a signal at another process; SETLEASE NOTIFY: others' files; SETPIPE_SZ: the user's pages
_FCNTL_REFUSED = (8, 10, 15, 1024, 1026, 1031)
_IOCTL_ALLOWED = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS TIOCGWINSZ FIONREAD FIONBIO FIONCLEX FIOCLEX

# A driver's requests, told by their type: NVIDIA F, DRM d, AMD K, WSL G, NVIDIA's small boards N and H. Those carry a
# size in their upper half, as no request to a terminal or an old screen does. NVIDIA's unified memory counts plainly.
_DRIVERS = "FdKGNH"
_SIZED = 0xFFFF_0000
_TYPE = 0xFF00
_LAST_PLAIN = 0xFF
_UNIFIED_MEMORY = (0x3000_0001, 0x3000_0002)  # UVM_INITIALIZE UVM_DEINITIALIZE

_X32 = 0x4000_0000
_LOAD, _AND, _RETURN = 0x20, 0x54, 0x06
_EQUAL, _ABOVE, _NOT_BELOW, _ANY_BIT = 0x15, 0x25, 0x35, 0x45
_ALLOW, _KILL = 0x7FFF_0000, 0x8000_0000
_AT_NUMBER, _AT_MACHINE, _AT_ARGUMENTS = 0, 4, 16
_SET_FILTER, _ALL_THREADS = 1, 1

Instruction = tuple[int, int, int, int]


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("program", ctypes.c_void_p))


def program(machine: Machine, pid: int, *, files: bool = True, devices: bool = False) -> list[Instruction]:
    """The filter for the process `pid`, as instructions (code, jump if true, jump if false, operand).

    Without `files` nothing can be opened, made or removed by its path; what is open already goes on working. With
    `devices` the driver of a graphics card can be spoken to.
    """
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
    out += _each(machine, _NOT_SUPPORTED, errno.EOPNOTSUPP)
    out += _each(machine, "socket", errno.EACCES)
    out += _when(machine, "socketpair", _only_connected_pairs())
    if not files:
        out += _each(machine, _FILES, errno.EACCES)
    for name, argument in (("open", 1), ("openat", 2)):
        out += _when(machine, name, _no_truncating(argument))
    for name in ("kill", "tgkill"):
        out += _when(machine, name, _only(0, (pid,), errno.EPERM))
    for name in ("prlimit64", "sched_setaffinity"):
        out += _when(machine, name, _only(0, (0, pid), errno.EPERM))
    out += _when(machine, "clone", _only_threads())
    out += _when(
        machine, "close_range", [_argument(2), (_ANY_BIT, 0, 1, _OWN_DESCRIPTORS), _error(errno.EPERM), _ret(_ALLOW)]
    )
    out += _when(machine, "prctl", _only(0, _PRCTL_ALLOWED, errno.EPERM))
    out += _when(machine, "ioctl", _only_to_drivers() if devices else _only(1, _IOCTL_ALLOWED, errno.ENOTTY))
    out += _when(machine, "fcntl", _all_but(1, _FCNTL_REFUSED, errno.EPERM))
    return [*out, _ret(_ALLOW)]


def install(machine: Machine, pid: int, *, files: bool = True, devices: bool = False) -> None:
    """Bind the calling process with all its threads for good; it must be `pid` and have no new privileges.

    Raises OSError.
    """
    instructions = program(machine, pid, files=files, devices=devices)
    code = b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)
    buffer = ctypes.create_string_buffer(code, len(code))
    given = _Filter(len(instructions), ctypes.addressof(buffer))
    # Gives the number of a thread that couldn't be bound, where there is one: nobody then runs on half bound.
    unbound = kernel.call(machine.numbers["seccomp"], _SET_FILTER, _ALL_THREADS, ctypes.addressof(given))
    if unbound:
        raise OSError(errno.EBUSY, "a thread could not be kept from system calls")


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


def _only_to_drivers() -> list[Instruction]:
    """Requests to a graphics card's driver, and those that any program may make."""
    exact = (*_IOCTL_ALLOWED, *_UNIFIED_MEMORY)
    chosen = [step for value in exact for step in ((_EQUAL, 0, 1, value), _ret(_ALLOW))]
    types = [step for each in _DRIVERS for step in ((_EQUAL, 0, 1, ord(each) << 8), _ret(_ALLOW))]
    plain: list[Instruction] = [_argument(1), (_ABOVE, 1, 0, _LAST_PLAIN), _ret(_ALLOW)]
    sized: list[Instruction] = [(_ANY_BIT, 1, 0, _SIZED), _error(errno.ENOTTY), (_AND, 0, 0, _TYPE)]
    return [*plain, *chosen, *sized, *types, _error(errno.ENOTTY)]


def _no_truncating(argument: int) -> list[Instruction]:
    """Refuse O_RDONLY | O_TRUNC, which empties a file that Landlock before its third version thinks is only read."""
    test: list[Instruction] = [(_AND, 0, 0, _OPEN_MODE), (_EQUAL, 0, 1, _READ_BUT_TRUNCATE)]
    return [_argument(argument), *test, _error(errno.EACCES), _ret(_ALLOW)]


def _only_threads() -> list[Instruction]:
    test: list[Instruction] = [(_AND, 0, 0, _THREAD), (_EQUAL, 0, 1, _THREAD)]
    return [_argument(0), *test, _ret(_ALLOW), _error(errno.EPERM)]


def _only_connected_pairs() -> list[Instruction]:
    """Refuse pairs of datagram sockets: each of such a pair can send to any Unix socket that has a path."""
    family: list[Instruction] = [_argument(0), (_EQUAL, 1, 0, _UNIX), _error(errno.EACCES)]
    kinds = [step for kind in (_STREAM, _SEQPACKET) for step in ((_EQUAL, 0, 1, kind), _ret(_ALLOW))]
    return [*family, _argument(1), (_AND, 0, 0, _KIND), *kinds, _error(errno.EACCES)]


def _load(offset: int) -> Instruction:
    return (_LOAD, 0, 0, offset)


def _argument(index: int) -> Instruction:
    """The lower half of an argument: those looked at are 32 bits wide to the kernel, and the machines little-endian."""
    return _load(_AT_ARGUMENTS + 8 * index)


def _ret(action: int) -> Instruction:
    return (_RETURN, 0, 0, action)


def _error(number: int) -> Instruction:
    return _ret(0x0005_0000 | number)
