# class: kill
# expect: passed
# Sends signals to every process it can name, alone and in groups.
import os, signal

for pid in [-1, 0, 1, os.getppid(), -os.getppid(), @VICTIM@, *range(2, 2000), *range(os.getpid() - 50, os.getpid())]:
    if pid != os.getpid():
        for send in (os.kill, os.killpg):
            try:
                send(pid, signal.SIGKILL)
            except (OSError, OverflowError):
                continue
            print("ESCAPED", send, pid)
try:
    signal.pidfd_send_signal(os.pidfd_open(@VICTIM@), signal.SIGKILL)
    print("ESCAPED")
except OSError:
    pass


def double(x):
    return x * 2
