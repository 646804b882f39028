# class: files
# expect: passed
# Changes files through descriptors that only name them: modes, owners, times, lengths, attributes, locks.
import ctypes, fcntl, os

def opened(path, flags):
    try:
        return os.open(path, flags)
    except OSError:  # where it isn't even there: a descriptor that isn't, either
        return 250

c = ctypes.CDLL(None, use_errno=True)
named = opened("@OPEN@", os.O_PATH)
folder = opened("@HOME@", os.O_PATH | os.O_DIRECTORY)
through = f"/proc/self/fd/{named}"
ROADS = [
    lambda: os.fchmod(named, 0o777),
    lambda: os.fchown(named, 1, 1),
    lambda: os.ftruncate(named, 0),
    lambda: os.utime(named, (1, 1)),
    lambda: os.utime(through, (1, 1)),
    lambda: os.chmod(through, 0o777),
    lambda: os.chown(through, 1, 1),
    lambda: os.truncate(through, 0),
    lambda: os.open(through, os.O_WRONLY),
    lambda: os.setxattr(through, "user.x", b"x"),
    lambda: os.removexattr(through, "user.secret"),
    lambda: os.chmod("open", 0o777, dir_fd=folder),
    lambda: os.utime("open", (1, 1), dir_fd=folder),
    lambda: os.utime("link", (1, 1), dir_fd=folder, follow_symlinks=False),
    lambda: os.chown("link", 1, 1, dir_fd=folder, follow_symlinks=False),
    lambda: os.open("open", os.O_WRONLY, dir_fd=folder),
    lambda: os.open("new", os.O_CREAT | os.O_WRONLY, dir_fd=folder),
    lambda: os.open("@HOME@", os.O_TMPFILE | os.O_RDWR),
    lambda: os.open("@HOME@/link", os.O_WRONLY),
    lambda: os.open("@HOME@/pipe", os.O_WRONLY | os.O_NONBLOCK),
    lambda: os.unlink("open", dir_fd=folder),
    lambda: os.mkdir("new", dir_fd=folder),
    lambda: os.rmdir("folder", dir_fd=folder),
    lambda: os.mkfifo("new", dir_fd=folder),
    lambda: os.mknod("new", dir_fd=folder),
    lambda: os.symlink("x", "new", dir_fd=folder),
    lambda: fcntl.flock(named, fcntl.LOCK_EX | fcntl.LOCK_NB),
    lambda: fcntl.lockf(named, fcntl.LOCK_EX | fcntl.LOCK_NB),
    lambda: fcntl.fcntl(named, 1024, 1),  # F_SETLEASE
    lambda: fcntl.fcntl(folder, 1026, 0xFFFFFFFF),  # F_NOTIFY
    lambda: os.fsync(named),
    lambda: os.fallocate(named, 0, 0, 9) if hasattr(os, "fallocate") else os.posix_fallocate(named, 0, 9),
]
for number, road in enumerate(ROADS):
    try:
        road()
    except OSError:
        continue
    print("ESCAPED", number)
for flags in (0x1000, 0x100):
    if c.fchmodat(named, b"", 0o777, flags) == 0 or c.fchownat(named, b"", 1, 1, flags) == 0:
        print("ESCAPED", "by an empty path")
    if os.uname().machine == "x86_64" and c.syscall(452, named, b"", 0o777, flags) == 0:
        print("ESCAPED", "fchmodat2")


def double(x):
    return x * 2
