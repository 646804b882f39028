# class: fill
# expect: passed
# Gives a thread a table of descriptors of its own, in which files that no folder shows could grow unseen.
import ctypes, os, threading

c = ctypes.CDLL(None, use_errno=True)
found = []

def apart():
    if os.uname().machine == "x86_64":
        for flags in (2, 6):
            if c.syscall(436, 120, 127, flags) == 0:
                found.append("close_range")
        if c.syscall(272, 0x400) == 0:
            found.append("unshare")
        if c.syscall(56, ctypes.c_ulong(0x10B00), 0, 0, 0, 0) > 0:
            found.append("clone")
    found.append(os.open("grows", os.O_RDWR | os.O_CREAT))

thread = threading.Thread(target=apart)
thread.start()
thread.join()
try:
    os.fstat(found[-1])
except OSError:
    found.append("unseen here")
if len(found) > 1:
    print("ESCAPED", found)


def double(x):
    return x * 2
