# class: fill
# expect: passed
# Arms timers, queues signals and maps pages until the kernel says no.
import ctypes, mmap, resource, signal

c = ctypes.CDLL(None, use_errno=True)
signal.signal(signal.SIGALRM, signal.SIG_IGN)
count = 0
while count < 100000 and c.timer_create(0, None, ctypes.byref(ctypes.c_void_p())) == 0:
    count += 1
if count > 128:
    print("ESCAPED", "timers", count)
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
c.mmap.restype = ctypes.c_void_p
if c.mlockall(3) == 0 or c.mlock(ctypes.create_string_buffer(1 << 20), ctypes.c_size_t(1 << 20)) == 0:
    print("ESCAPED", "locked")
for flags in (0x40000 | 0x22, 0x100 | 0x22 | 0x2000):  # HUGETLB; LOCKED
    address = c.mmap(None, ctypes.c_size_t(4 << 20), 3, flags, -1, 0)
    if address not in (None, 2 ** 64 - 1):
        print("ESCAPED", "pages", hex(flags))
signal.setitimer(signal.ITIMER_REAL, 0)


def double(x):
    return x * 2
