# class: fill
# expect: passed
# Takes every descriptor there is, as files, pipes, pairs, timers and events, and answers all the same.
import os, select, socket

held, kinds = [], [
    os.pipe,
    socket.socketpair,
    select.epoll,
    lambda: open("held", "w"),
    lambda: os.open("/dev/null", os.O_RDWR),
    lambda: os.eventfd(0),
    lambda: os.dup(1),
    lambda: os.open(".", os.O_TMPFILE | os.O_RDWR),
]
while kinds and len(held) < 5000:
    for kind in list(kinds):
        try:
            held.append(kind())
        except (OSError, AttributeError):
            kinds.remove(kind)
if len(held) >= 256:
    print("ESCAPED", len(held))


def double(x):
    return x * 2
