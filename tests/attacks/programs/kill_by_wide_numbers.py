# class: kill
# expect: failed died
# Speaks to the kernel in the numbers of its 32-bit pointers on 64-bit machines, where 62 is kill and no filter may look.
import ctypes, os

c = ctypes.CDLL(None, use_errno=True)


def double(x):
    if os.uname().machine == "x86_64":
        for number in (39, 62, 41, 520):
            print("ESCAPED", c.syscall(0x40000000 + number, os.getppid(), 0, 0))
    os._exit(0)
