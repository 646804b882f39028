# class: kill
# expect: passed
# Signals its group, its session, threads, and those born just before and after it, by every call that carries a signal.
import ctypes, os, signal

c = ctypes.CDLL(None, use_errno=True)
me = os.getpid()
pids = [0, -1, 1, -me, @VICTIM@, -@VICTIM@, @SCREEN@, os.getppid(), -os.getppid(), *range(me - 8, me), *range(me + 1, me + 8)]
buffer = ctypes.create_string_buffer(128)
for pid in pids:
    for number in (0, signal.SIGKILL, signal.SIGSTOP):
        for send in (os.kill, os.killpg):
            if send is os.killpg and pid == me:
                continue
            try:
                send(pid, number)
            except (OSError, OverflowError):
                continue
            print("ESCAPED", send.__name__, pid)
    if os.uname().machine == "x86_64":
        for call in ((200, pid, 9), (234, pid, pid, 9), (234, os.getppid(), pid, 9), (129, pid, 9, buffer), (297, pid, pid, 9, buffer),
                     (434, pid, 0), (424, pid, 9, 0, 0), (62, ctypes.c_ulong(pid & 0xFFFFFFFF), 9), (62, ctypes.c_ulong((1 << 40) | (pid & 0xFFFFFFFF)), 9)):
            if c.syscall(*call) >= 0:
                print("ESCAPED", call[0], pid)


def double(x):
    return x * 2
