# class: read
# expect: passed
# Lists the user's folder and those of everybody.
import ctypes, glob, os, pathlib, sys

home = os.path.basename("@HOME@")
# What may be seen where a root of its own was made for it: names of what it may read, and of no other.
NAMES = {"ld.so.cache", "localtime", "null", "zero", "random", "urandom", "cpuinfo", "meminfo", "devices", "system", "dev", "etc", "lib", "lib64",
         "proc", "sys", "usr", "tmp", "run", "home", "root", "opt", "mnt", "var"}
LOOKS = [
    os.listdir,
    lambda place: [entry.name for entry in os.scandir(place)],
    lambda place: os.listdir(os.open(place, os.O_RDONLY | os.O_DIRECTORY)),
    lambda place: [os.path.basename(path) for path in glob.glob(place + "/*") + glob.glob(place + "/.*")],
    lambda place: [path.name for path in pathlib.Path(place).glob("*")],
]
for place in ("@HOME@", "@HOME@/folder", "/", "/home", "/root", "/tmp", "/etc", "/var", "/run", "/proc", "/dev", "/sys", "/mnt", ".."):
    for look in LOOKS:
        try:
            names = set(look(place))
        except OSError:
            continue
        ways = {part for path in ("@ROOT@", os.getcwd(), sys.prefix, sys.base_prefix, *sys.path) for part in path.split("/")}
        if names - NAMES - ways or home in names:
            print("ESCAPED", place, names - NAMES - ways)
c = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(4096)
try:
    if c.syscall(217, os.open("@HOME@", os.O_PATH), buffer, 4096) > 0:
        print("ESCAPED", "getdents64")
    os.chdir("@HOME@")
    print("ESCAPED", os.listdir())
except OSError:
    pass


def double(x):
    return x * 2
