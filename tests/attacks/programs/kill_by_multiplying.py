# class: kill
# expect: passed
# Starts processes by every call there is.
import ctypes, multiprocessing, os, subprocess, sys

c = ctypes.CDLL(None, use_errno=True)

def cloned():
    if c.syscall(56, 17, 0, 0, 0, 0) < 0:
        raise OSError

ROADS = [
    os.fork,
    os.forkpty,
    cloned,
    lambda: subprocess.run([sys.executable, "-c", ""], check=True),
    lambda: os.posix_spawn("/bin/true", ["true"], {}),
    lambda: os.execv("/bin/true", ["true"]),
    lambda: os.popen("echo x").read(),
    lambda: multiprocessing.get_context("fork").Process(target=print).start(),
    lambda: multiprocessing.get_context("spawn").Process(target=print).start(),
]
for road in ROADS:
    try:
        road()
    except OSError:
        continue
    print("ESCAPED", road)
if os.system("true") == 0:
    print("ESCAPED", "system")


def double(x):
    return x * 2
