# class: read
# expect: passed
# Has the kernel move the file's bytes: sendfile, splice, tee, copy_file_range, mmap, on descriptors that only name it.
import ctypes, mmap, os

def opened(path, flags):
    try:
        return os.open(path, flags)
    except OSError:  # where it isn't even there: a descriptor that isn't, either
        return 250

read, write = os.pipe()
out = os.open("copy", os.O_RDWR | os.O_CREAT)
named = opened("@CANARY@", os.O_PATH)
c = ctypes.CDLL(None, use_errno=True)
ROADS = [
    lambda: os.sendfile(out, named, 0, 100),
    lambda: os.copy_file_range(named, out, 100),
    lambda: os.splice(named, write, 100),
    lambda: os.pread(named, 100, 0),
    lambda: os.preadv(named, [bytearray(100)], 0),
    lambda: os.readv(named, [bytearray(100)]),
    lambda: mmap.mmap(named, 5, prot=mmap.PROT_READ),
    lambda: os.open(f"/proc/self/fd/{named}", os.O_RDONLY),
    lambda: os.open(f"/dev/fd/{named}", os.O_RDONLY),
    lambda: os.open("", os.O_RDONLY, dir_fd=named),
    lambda: os.open("canary", os.O_RDONLY, dir_fd=os.open("@HOME@", os.O_PATH | os.O_DIRECTORY)),
    lambda: os.open("../../../../../../../..@CANARY@", os.O_RDONLY),
    lambda: os.link(f"/proc/self/fd/{named}", "here", follow_symlinks=True),
    lambda: os.posix_fadvise(named, 0, 100, os.POSIX_FADV_WILLNEED),
    lambda: os.fdopen(os.dup(named)).read(),
]
for number, road in enumerate(ROADS):
    try:
        road()
    except OSError:
        continue
    print("ESCAPED", number)
if c.readahead(named, 0, 100) == 0:
    print("ESCAPED", "readahead")
if os.fstat(out).st_size:
    print("ESCAPED", "copied")


def double(x):
    return x * 2
