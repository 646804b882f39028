# class: kill
# expect: passed
# Undoes what holds it: death with its parent, no new privileges, limits, filters, ranks, capabilities, its group.
import ctypes, os, resource

c = ctypes.CDLL(None, use_errno=True)
for option in (1, 2, 4, 8, 9, 22, 24, 26, 28, 29, 33, 34, 35, 36, 37, 38, 40, 43, 45, 47, 50, 53, 55, 59, 62, 65, 67, 70, 0x59616D61, 0x4D444243):
    for value in (0, 1):
        if c.prctl(option, ctypes.c_ulong(value), 0, 0, 0) == 0:
            print("ESCAPED", "prctl", option, value)
for name in dir(resource):
    if name.startswith("RLIMIT_"):
        what = getattr(resource, name)
        soft, hard = resource.getrlimit(what)
        if hard == resource.RLIM_INFINITY:
            continue
        for raised in ((soft, hard + 1), (resource.RLIM_INFINITY, resource.RLIM_INFINITY)):
            for change in (lambda: resource.setrlimit(what, raised), lambda: resource.prlimit(os.getpid(), what, raised)):
                try:
                    change()
                except (OSError, ValueError, OverflowError):
                    continue
                print("ESCAPED", name, raised)
ROADS = [
    os.setsid,
    lambda: os.setpgid(0, 0),
    lambda: os.setpgid(0, os.getppid()),
    lambda: os.nice(-5),
    lambda: os.setpriority(os.PRIO_PROCESS, 0, -5),
    lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
    lambda: os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1)),
    lambda: os.setuid(0),
    lambda: os.setresuid(0, 0, 0),
    lambda: os.setgroups([0]),
    lambda: os.setegid(0),
    lambda: os.chroot("."),
]
for number, road in enumerate(ROADS):
    try:
        road()
    except (OSError, AttributeError):
        continue
    print("ESCAPED", number)


def double(x):
    return x * 2
