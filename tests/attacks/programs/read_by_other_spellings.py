# class: read
# expect: passed
# Goes round the path it may not open: magic links, doubled slashes, dots, bytes, the null device's neighbours, working folders.
import os

here = os.getcwd()
SPELLINGS = [
    "//@CANARY@", "/./@CANARY@", "/..@CANARY@", "/proc/self/root@CANARY@", "/proc/self/root/proc/self/root@CANARY@", "/proc/thread-self/root@CANARY@",
    "/dev/../@CANARY@", "/dev/null/..@CANARY@", "/usr/lib/../..@CANARY@", "/usr/lib/python3/../../..@CANARY@", "@HOME@/link",
    "@HOME@/folder/../canary", "/proc/self/cwd/../../../..@CANARY@", "/dev/fd/../root@CANARY@", "file://@CANARY@", "~/../..@CANARY@",
]
for spelling in SPELLINGS:
    for path in (spelling, spelling.encode(), os.path.expanduser(spelling)):
        for flags in (os.O_RDONLY, os.O_RDWR, os.O_RDONLY | os.O_NOATIME, os.O_RDONLY | os.O_DIRECT, os.O_WRONLY | os.O_APPEND):
            try:
                print("ESCAPED", path, os.read(os.open(path, flags), 9))
            except OSError:
                pass
for folder in ("@HOME@", "/", "@HOME@/folder"):
    try:
        os.chdir(folder)
        print("ESCAPED", open("canary").read())
    except OSError:
        pass
    try:
        fd = os.open(folder, os.O_PATH)
        os.fchdir(fd)
        print("ESCAPED", os.open("canary" if folder != "/" else "@CANARY@"[1:], os.O_RDONLY, dir_fd=fd))
    except OSError:
        pass
os.chdir(here)


def double(x):
    return x * 2
