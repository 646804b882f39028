# class: read
# expect: passed
# Reads the environment, memory and descriptors of every process it can name.
import ctypes, os

c = ctypes.CDLL(None, use_errno=True)
for pid in [os.getppid(), @VICTIM@, *range(1, 300)]:
    for name in ("environ", "cmdline", "mem", "maps", "fd", "cwd", "root", "stat", "status"):
        path = f"/proc/{pid}/{name}"
        try:
            print("ESCAPED", os.listdir(path) if name == "fd" else open(path, "rb").read(1))
        except OSError:
            pass

class Vector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]

buffer = ctypes.create_string_buffer(8)
mine, theirs = Vector(ctypes.addressof(buffer), 8), Vector(ctypes.addressof(buffer), 8)
for pid in (os.getppid(), @VICTIM@):
    if c.process_vm_readv(pid, ctypes.byref(mine), 1, ctypes.byref(theirs), 1, 0) > 0:
        print("ESCAPED", "process_vm_readv")
    if c.ptrace(16, pid, None, None) == 0:
        print("ESCAPED", "ptrace")


def double(x):
    return x * 2
