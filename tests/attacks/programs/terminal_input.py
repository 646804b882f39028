# class: terminal
# expect: passed
# Types into the terminal it hopes to have, and takes it over.
import fcntl, os, sys, termios

for name in ("/dev/tty", "/dev/console", "/dev/pts/0", "/dev/pts/1", "/dev/ptmx", "/dev/tty1"):
    try:
        fd = os.open(name, os.O_RDWR)
    except OSError:
        continue
    print("ESCAPED", name)
for fd in (0, 1, 2):
    for request in (termios.TIOCSTI, termios.TIOCSCTTY, termios.TCSETS):
        try:
            fcntl.ioctl(fd, request, b"x" * 64)
        except OSError:
            continue
        print("ESCAPED", fd, request)
for act in (os.setsid, lambda: os.tcsetpgrp(0, os.getpid()), lambda: os.setpgid(0, 0), lambda: input()):
    try:
        act()
    except (OSError, EOFError):
        continue
    print("ESCAPED", act)


def double(x):
    return x * 2
