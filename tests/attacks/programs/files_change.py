# class: files
# expect: passed
# Overwrites, empties, renames, removes, chmods, touches and links a file of the user's.
import os, shutil

path = "@CANARY@"
ROADS = [
    lambda: open(path, "w"),
    lambda: open(path, "a"),
    lambda: open(path, "r+"),
    lambda: os.open(path, os.O_RDONLY | os.O_TRUNC),
    lambda: os.truncate(path, 0),
    lambda: os.unlink(path),
    lambda: os.rename(path, path + ".moved"),
    lambda: os.rename(path, "here"),
    lambda: os.link(path, "here"),
    lambda: os.symlink(path, "here"),
    lambda: os.chmod(path, 0o777),
    lambda: os.chown(path, 1, 1),
    lambda: os.utime(path, (1, 1)),
    lambda: os.setxattr(path, "user.x", b"x"),
    lambda: open(path + ".new", "w"),
    lambda: os.mkdir(path + ".folder"),
    lambda: os.rmdir(os.path.dirname(path)),
    lambda: shutil.rmtree(os.path.dirname(path)),
    lambda: os.chroot("."),
    lambda: os.chdir(os.path.dirname(path)) or open("new", "w"),
]
for number, road in enumerate(ROADS):
    try:
        road()
    except OSError:
        continue
    print("ESCAPED", number)


def double(x):
    return x * 2
