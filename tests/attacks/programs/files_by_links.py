# class: files
# expect: passed
# Brings the user's files within reach by links and renames: hard, symbolic, by descriptor, exchanged, whited out.
import ctypes, os

def opened(path, flags):
    try:
        return os.open(path, flags)
    except OSError:  # where it isn't even there: a descriptor that isn't, either
        return 250

c = ctypes.CDLL(None, use_errno=True)
open("mine", "w").write("x")
named = opened("@CANARY@", os.O_PATH)
ROADS = [
    lambda: os.link("@CANARY@", "here"),
    lambda: os.link("@OPEN@", "here"),
    lambda: os.link("@HOME@/link", "here", follow_symlinks=True),
    lambda: os.link(f"/proc/self/fd/{named}", "here", follow_symlinks=True),
    lambda: os.link("mine", "@HOME@/theirs"),
    lambda: os.symlink("@HOME@", "here"),
    lambda: os.symlink("mine", "@HOME@/theirs"),
    lambda: os.rename("@OPEN@", "here"),
    lambda: os.rename("mine", "@HOME@/theirs"),
    lambda: os.rename("mine", "@OPEN@"),
    lambda: os.replace("mine", "@CANARY@"),
    lambda: os.rename(os.getcwd(), "@HOME@/scratch"),
    lambda: os.rename("@HOME@/folder", "folder"),
]
for number, road in enumerate(ROADS):
    try:
        road()
    except OSError:
        continue
    print("ESCAPED", number)
for flags in (0, 1, 2, 4):
    for one, other in ((b"mine", b"@OPEN@"), (b"@OPEN@", b"mine"), (b"@CANARY@", b"@OPEN@")):
        if c.renameat2(-100, one, -100, other, flags) == 0:
            print("ESCAPED", "renameat2", flags, one)
for flags in (0x1000, 0x400):
    if c.linkat(named, b"", -100, b"here", flags) == 0:
        print("ESCAPED", "linkat", flags)


def double(x):
    return x * 2
