# class: fill
# expect: failed out-of-memory
# Maps files that no folder and no descriptor shows any more, and writes into them: held by the bound on its addresses.
import ctypes, os

c = ctypes.CDLL(None, use_errno=True)
c.mmap.restype = ctypes.c_void_p
SIZE = 16 << 20

def double(x):
    held = 0
    while True:
        fd = os.open("mapped", os.O_RDWR | os.O_CREAT)
        os.unlink("mapped")
        os.ftruncate(fd, SIZE)
        address = c.mmap(None, ctypes.c_size_t(SIZE), 3, 1, fd, ctypes.c_long(0))
        os.close(fd)
        if address in (None, 2 ** 64 - 1):
            raise MemoryError
        for page in range(0, SIZE, 4096):
            ctypes.c_char.from_address(address + page).value = b"x"
        held += 1
        if held > 64:
            print("ESCAPED", held)
