# class: fill
# expect: passed
# Has room set aside on the disk for a file far beyond its length, which no limit on a file's size counts.
import ctypes, os

c = ctypes.CDLL(None, use_errno=True)
size = 1 << 30
fd = os.open("reserved", os.O_RDWR | os.O_CREAT)
for mode in (0, 1, 3, 0x10, 0x11, 0x20, 0x40):
    c.fallocate(fd, mode, ctypes.c_long(0), ctypes.c_long(size))
try:
    os.posix_fallocate(fd, 0, size)
except OSError:
    pass
try:
    os.truncate(fd, size)
except OSError:
    pass
if os.fstat(fd).st_blocks * 512 > 16 << 20 or os.fstat(fd).st_size > 16 << 20:
    print("ESCAPED", os.fstat(fd))
os.unlink("reserved")


def double(x):
    return x * 2
