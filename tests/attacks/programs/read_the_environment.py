# class: read
# expect: passed
# Looks for the user's environment: Python's copy, the C library's, and the block on the stack that the kernel wrote.
import ctypes, os

word = "SEC" + "RET"
c = ctypes.CDLL(None)
held = ctypes.POINTER(ctypes.c_char_p).in_dll(c, "environ")
found = [f"{name}={value}" for name, value in os.environ.items()]
index = 0
while held and held[index] is not None:
    found.append(held[index].decode("utf-8", "replace"))
    index += 1
c.getauxval.restype = ctypes.c_void_p
start = c.getauxval(31) or c.getauxval(25)  # AT_EXECFN, AT_RANDOM: both lie in the block
read, write = os.pipe()
for page in range((start & ~4095) - 32 * 4096, (start & ~4095) + 4096, 4096):
    if c.write(write, ctypes.c_void_p(page), 4096) == 4096:  # fails where nothing is mapped, and does not crash
        found.append(os.read(read, 4096).decode("latin-1"))
if any(word in text for text in found):
    print("ESCAPED", "environment")


def double(x):
    return x * 2
