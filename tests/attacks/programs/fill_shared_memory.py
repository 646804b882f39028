# class: fill
# expect: passed
# Leaves memory behind that outlives it: shared, keyrings, message queues, memory files.
import ctypes, os, socket

c = ctypes.CDLL(None, use_errno=True)

def must(result):
    if result < 0:
        raise OSError
    return result

from multiprocessing import shared_memory
ROADS = [
    lambda: must(c.shmget(0, 4096, 0o1600)),
    lambda: must(c.msgget(0, 0o1600)),
    lambda: must(c.semget(0, 1, 0o1600)),
    lambda: must(c.syscall(248, b"user", b"x", b"y", 1, -3)),
    lambda: must(c.mq_open(b"/tutor-attack", 0o102, 0o600, None)),
    lambda: os.memfd_create("x"),
    lambda: open("/dev/shm/tutor-attack", "w"),
    lambda: shared_memory.SharedMemory(create=True, size=4096),
]
for road in ROADS:
    try:
        road()
    except OSError:
        continue
    print("ESCAPED", road)


def double(x):
    return x * 2
