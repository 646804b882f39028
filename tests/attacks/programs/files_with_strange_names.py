# class: files
# expect: passed
# Leaves files and folders behind whose names, modes and depth are meant to stop whoever clears them away.
import os

os.umask(0)
for name in (b"\x1b[2J", b"\xff\xfe", b"new\nline", b"-rf", b"*", b"..x", b" ", b"\\", b"$(touch x)", b"n" * 255, "\u202e.txt".encode()):
    open(name, "w").close()
    os.mkdir(name[:200] + b".d", 0)
for mode in (0, 0o100, 0o200, 0o400, 0o444, 0o500):
    os.mkdir(f"m{mode:o}", mode)
    os.close(os.open(f"f{mode:o}", os.O_CREAT | os.O_WRONLY, mode))
here = os.getcwd()
for _ in range(15):
    os.mkdir("deep")
    os.chdir("deep")
    open("file", "w").close()
held = open("held", "w")
os.unlink("held")
os.chdir(here)
os.mkdir("gone")
os.chdir("gone")
os.rmdir(here + "/gone")


def double(x):
    return x * 2
