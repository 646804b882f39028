# class: files
# expect: passed
# Leaves its scratch folder for the one above, where other runs' folders and the lock on them all lie.
import fcntl, os

here = os.getcwd()
above, name = os.path.split(here)
stem, _, last = name.rpartition("-")
number = int(last) if last.isdigit() else 1
neighbours = [f"{above}/{stem}-{n}" for n in range(max(1, number - 5), number + 5) if n != number]
ROADS = [
    lambda: os.listdir(above),
    lambda: os.listdir(".."),
    lambda: open("../left", "w"),
    lambda: os.mkdir("../left"),
    lambda: os.rmdir(here),
    lambda: os.rename(here, here + "-moved"),
    lambda: os.rename(here, f"{above}/{stem}-{number + 7}"),
    lambda: os.mkdir(f"{above}/{stem}-{number + 7}"),
    lambda: fcntl.flock(os.open(above, os.O_RDONLY), fcntl.LOCK_EX),
    lambda: fcntl.flock(os.open(above, os.O_PATH), fcntl.LOCK_UN),
    lambda: os.chmod(above, 0o777),
    lambda: os.chmod(here, 0),
    lambda: os.chown(here, 1, 1),
    lambda: os.rmdir(above),
    *(lambda path=path: os.listdir(path) for path in neighbours),
    *(lambda path=path: open(f"{path}/planted", "w") for path in neighbours),
    *(lambda path=path: os.rmdir(path) for path in neighbours),
]
for index, road in enumerate(ROADS):
    try:
        road()
    except OSError:
        continue
    print("ESCAPED", index)


def double(x):
    return x * 2
