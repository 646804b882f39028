# class: kill
# expect: passed
# Makes processes by the raw calls, with every flag that could make one look like a thread; and daemons of them.
import ctypes, os

c = ctypes.CDLL(None, use_errno=True)
VM, FS, FILES, SIGHAND, THREAD, PARENT, NEWNS, NEWUSER, NEWPID, VFORK, PIDFD, UNTRACED, SYSVSEM = (
    0x100, 0x200, 0x400, 0x800, 0x10000, 0x8000, 0x20000, 0x10000000, 0x20000000, 0x4000, 0x1000, 0x800000, 0x40000
)
if os.uname().machine == "x86_64":
    for flags in (0, 17, VFORK, VFORK | 17, PARENT, PARENT | 17, FS, FILES, FS | FILES, SYSVSEM, NEWNS, NEWUSER, NEWPID, NEWUSER | NEWNS,
                  UNTRACED | 17, PIDFD | 17, 1 << 40, THREAD, THREAD | NEWUSER, THREAD | SIGHAND):
        result = c.syscall(56, ctypes.c_ulong(flags), 0, 0, 0, 0)
        if result == 0:
            os._exit(0)  # a child, by accident: leave no trace
        if result > 0:
            print("ESCAPED", hex(flags))
    # A thread with a table of descriptors, or a working folder and root, of its own: the first is refused.
    buffer = ctypes.create_string_buffer(88)
    for number, *arguments in ((57,), (58,), (435, buffer, 88), (112,), (109, 0, 0), (322, -1, b"", 0, 0, 0x1000), (59, b"/bin/sh", 0, 0)):
        if c.syscall(number, *arguments) >= 0:
            print("ESCAPED", number)


def double(x):
    return x * 2
