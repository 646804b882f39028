# class: read
# expect: passed
# Reads every descriptor it was born with, and opens its own pipes again from the other end.
import os

for fd in range(256):
    try:
        os.fstat(fd)
    except OSError:
        continue
    if fd not in (0, 1, 2, 4):
        print("ESCAPED", "a descriptor it has no use for", fd)
for fd in (0, 1, 2, 3, 4, 5):
    for path in (f"/proc/self/fd/{fd}", f"/dev/fd/{fd}", f"/proc/thread-self/fd/{fd}", f"/proc/self/task/{os.getpid()}/fd/{fd}"):
        try:
            data = os.read(os.open(path, os.O_RDONLY | os.O_NONBLOCK), 1 << 16)
        except OSError:
            continue
        if b"@FIRST@" in data or b"verdict" in data:
            print("ESCAPED", path)
try:
    print("ESCAPED", input())
except (EOFError, OSError):
    pass


def double(x):
    return x * 2
