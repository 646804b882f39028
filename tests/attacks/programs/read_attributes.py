# class: read
# expect: passed
# Reads what the user has written beside a file's contents: its extended attributes.
import ctypes, os

def opened(path, flags):
    try:
        return os.open(path, flags)
    except OSError:  # where it isn't even there: a descriptor that isn't, either
        return 250

c = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(200)
for path in ("@CANARY@", "@OPEN@", "@HOME@", "/usr/lib", "/"):
    for follow in (True, False):
        for look in (lambda: os.listxattr(path, follow_symlinks=follow), lambda: os.getxattr(path, "user.secret", follow_symlinks=follow)):
            try:
                print("ESCAPED", look())
            except OSError:
                pass
    fd = opened(path, os.O_PATH)
    for look in (lambda: os.listxattr(fd), lambda: os.getxattr(fd, "user.secret"), lambda: os.getxattr(f"/proc/self/fd/{fd}", "user.secret")):
        try:
            print("ESCAPED", look())
        except OSError:
            pass
    if c.getxattr(path.encode(), b"user.secret", buffer, 200) > 0 or c.lgetxattr(path.encode(), b"user.secret", buffer, 200) > 0:
        print("ESCAPED", buffer.value)
    if os.uname().machine == "x86_64" and c.syscall(464, -100, path.encode(), 0, b"user.secret", buffer, 200) > 0:
        print("ESCAPED", "getxattrat", buffer.value)


def double(x):
    return x * 2
