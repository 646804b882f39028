# class: kill
# expect: passed
# Slows others down: priorities, schedulers, processors, disks and memory of the user's, the host's and the judge's processes.
import ctypes, os, resource

c = ctypes.CDLL(None, use_errno=True)
me = os.getpid()
for pid in (@VICTIM@, @SCREEN@, os.getppid(), me - 1, me + 1, me + 2, 1):
    ROADS = [
        lambda: os.setpriority(os.PRIO_PROCESS, pid, 19),
        lambda: os.setpriority(os.PRIO_PGRP, pid, 19),
        lambda: os.sched_setaffinity(pid, [0]),
        lambda: os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0)),
        lambda: os.sched_setparam(pid, os.sched_param(0)),
        *(lambda what=what: resource.prlimit(pid, what, (0, 0)) for what in (0, 1, 2, 3, 4, 7, 9, 11)),
        lambda: resource.prlimit(pid, resource.RLIMIT_NOFILE),
    ]
    for number, road in enumerate(ROADS):
        try:
            road()
        except OSError:
            continue
        print("ESCAPED", pid, number)
    if os.uname().machine == "x86_64":
        buffer = ctypes.create_string_buffer(64)
        for number, *arguments in ((251, 1, pid, 0x6000), (251, 2, pid, 0x6000), (314, pid, buffer, 0), (256, pid, 8, buffer, buffer),
                                   (279, pid, 0, 0, 0, 0, 0), (440, pid, 0, 0, 21, 0), (448, pid, 0)):
            if c.syscall(number, *arguments) >= 0:
                print("ESCAPED", number, pid)
try:
    os.setpriority(os.PRIO_USER, os.getuid(), 19)
    print("ESCAPED", "all of the user's")
except OSError:
    pass


def double(x):
    return x * 2
