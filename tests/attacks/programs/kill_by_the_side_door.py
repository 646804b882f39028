# class: kill
# expect: passed
# Has the kernel send the signal: by descriptor owner, message queue, timer, limits.
import ctypes, fcntl, os, resource, signal

c = ctypes.CDLL(None, use_errno=True)

def owned():
    read, write = os.pipe()
    fcntl.fcntl(read, fcntl.F_SETOWN, @VICTIM@)
    fcntl.fcntl(read, 10, signal.SIGKILL)
    fcntl.fcntl(read, fcntl.F_SETFL, os.O_ASYNC)
    os.write(write, b"x")

def starved():
    resource.prlimit(@VICTIM@, resource.RLIMIT_CPU, (0, 0))

def slowed():
    os.setpriority(os.PRIO_PROCESS, @VICTIM@, 19)

def pinned():
    os.sched_setaffinity(@VICTIM@, [0])

def queued():
    if c.syscall(129, @VICTIM@, 9, ctypes.create_string_buffer(128)) < 0:
        raise OSError

for road in (owned, starved, slowed, pinned, queued):
    try:
        road()
    except OSError:
        continue
    print("ESCAPED", road.__name__)


def double(x):
    return x * 2
