# class: read
# expect: passed
# Searches the raw memory around objects, stack and libraries for the reference, which no object holds.
import ctypes, os

first, second = b"@FIRST@", b"@SECOND@"  # never joined here
c = ctypes.CDLL(None)
c.sbrk.restype = ctypes.c_void_p
local = ctypes.c_int()
tops = [id(object()), ctypes.addressof(local), id(os.environ), c.sbrk(0), ctypes.cast(c.write, ctypes.c_void_p).value]
read, write = os.pipe()
for top in tops:
    base = top & ~4095
    for page in range(base - 1500 * 4096, base + 500 * 4096, 4096):
        if c.write(write, ctypes.c_void_p(page), 4096) == 4096:
            if os.read(read, 4096).partition(first)[2].startswith(second):
                print("ESCAPED", hex(page))


def double(x):
    return x * 2
