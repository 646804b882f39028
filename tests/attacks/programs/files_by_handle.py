# class: files
# expect: passed
# Reaches files around their paths: handles, mounts, namespaces, io_uring, open trees.
import ctypes, os

c = ctypes.CDLL(None, use_errno=True)
CALLS = {
    "name_to_handle_at": (303, -100, b"@CANARY@", 0, 0, 0),
    "open_by_handle_at": (304, -100, 0, 0),
    "open_tree": (428, -100, b"/", 0),
    "fsopen": (430, b"tmpfs", 0),
    "mount": (165, b"none", b".", b"tmpfs", 0, 0),
    "unshare": (272, 0x10020000),
    "setns": (308, 0, 0),
    "pivot_root": (155, b".", b"."),
    "io_uring_setup": (425, 8, ctypes.create_string_buffer(200)),
    "openat2": (437, -100, b"@CANARY@", ctypes.create_string_buffer(24), 24),
    "landlock": (444, 0, 0, 1),
    "bpf": (321, 0, 0, 0),
    "userfaultfd": (323, 0),
    "fanotify_init": (300, 0, 0),
    "inotify_init1": (294, 0),
    "perf_event_open": (298, 0, 0, -1, -1, 0),
    "kexec_load": (246, 0, 0, 0, 0),
    "init_module": (175, 0, 0, 0),
    "syslog": (103, 3, ctypes.create_string_buffer(100), 100),
}
if os.uname().machine == "x86_64":
    for name, call in CALLS.items():
        if c.syscall(*call) >= 0:
            print("ESCAPED", name)


def double(x):
    return x * 2
