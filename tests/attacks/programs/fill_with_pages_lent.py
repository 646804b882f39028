# class: fill
# expect: passed
# Lends pages of memory to pipes and forgets them: they stay, and count for nobody.
import ctypes, mmap, os

class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]

c = ctypes.CDLL(None, use_errno=True)
for _ in range(20):
    page = mmap.mmap(-1, 2 << 20)
    page[:] = b"x" * (2 << 20)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    read, write = os.pipe()
    if c.vmsplice(write, ctypes.byref(Piece(address, 4096)), ctypes.c_size_t(1), 0) > 0:
        print("ESCAPED", "lent")


def double(x):
    return x * 2
