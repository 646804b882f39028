# class: read
# expect: passed
# Reads a file of the user's by every road that Python and C know.
import ctypes, io, mmap, os, pathlib

def by_c():
    c = ctypes.CDLL(None)
    c.fopen.restype = ctypes.c_void_p
    file = c.fopen(b"@CANARY@", b"r")
    buffer = ctypes.create_string_buffer(100)
    if not file:
        raise OSError
    c.fgets(buffer, 100, ctypes.c_void_p(file))
    return buffer.value

def by_mmap():
    fd = os.open("@CANARY@", os.O_RDONLY)
    return mmap.mmap(fd, 0, prot=mmap.PROT_READ)[:]

ROADS = [
    lambda: open("@CANARY@").read(),
    lambda: io.FileIO("@CANARY@").readall(),
    lambda: pathlib.Path("@CANARY@").read_bytes(),
    lambda: os.read(os.open("@CANARY@", os.O_RDWR), 100),
    lambda: os.pread(os.open("@CANARY@", os.O_PATH), 100, 0),
    lambda: os.pread(os.open("/proc/self/root@CANARY@", os.O_RDONLY), 100, 0),
    lambda: os.pread(os.open("/proc/self/cwd/../../../../../../../..@CANARY@", os.O_RDONLY), 100, 0),
    by_c,
    by_mmap,
]
for road in ROADS:
    try:
        print("ESCAPED", road())
    except OSError:
        pass


def double(x):
    return x * 2
