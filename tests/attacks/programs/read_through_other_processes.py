# class: read
# expect: passed
# Reaches into the screen, the host, the judge and the user's process: their roots, folders, descriptors and memory.
import ctypes, os

c = ctypes.CDLL(None, use_errno=True)
mine = os.getpid()
pids = [os.getppid(), @VICTIM@, @SCREEN@, 1, *range(mine - 6, mine), *range(mine + 1, mine + 6)]
INSIDE = ["root@CANARY@", "cwd/canary", "environ", "mem", "maps", "smaps", "numa_maps", "auxv", "pagemap", "stack", "syscall",
          "personality", "io", "clear_refs", "map_files", "fdinfo", "ns/mnt", "timers", "exe", *(f"fd/{n}" for n in range(24))]
for pid in pids:
    for name in INSIDE:
        for path in (f"/proc/{pid}/{name}", f"/proc/{pid}/task/{pid}/{name}"):
            try:
                os.open(path, os.O_RDONLY | os.O_NONBLOCK)
            except OSError:
                continue
            print("ESCAPED", path)
    for name in ("exe", "cwd", "root", "fd/0", "fd/3", "ns/user"):
        try:
            print("ESCAPED", name, os.readlink(f"/proc/{pid}/{name}"))
        except OSError:
            pass
if os.uname().machine == "x86_64":
    for pid in pids:
        for number, *rest in ((312, mine, 0, 0, 0), (434, 0), (310, 0, 0, 0, 0, 0), (311, 0, 0, 0, 0, 0), (440, 0, 0, 20, 0)):
            if c.syscall(number, pid, *rest) >= 0:
                print("ESCAPED", number, pid)
        for request in (16, 0x4206, 0):  # ATTACH, SEIZE, TRACEME
            if c.ptrace(request, pid, None, None) == 0:
                print("ESCAPED", "ptrace", request, pid)
        for fd in range(8):
            if c.syscall(438, fd, fd, 0) >= 0:
                print("ESCAPED", "pidfd_getfd", fd)


def double(x):
    return x * 2
