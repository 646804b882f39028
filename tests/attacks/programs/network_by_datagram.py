# class: network
# expect: passed
# Sends through sockets that need no connecting: pairs of datagram sockets, by path, by name, with descriptors.
import array, ctypes, os, socket

ADDRESSES = ["@DATAGRAM@", "\0@ABSTRACT_DATAGRAM@", "/run/systemd/journal/socket", "/run/systemd/notify", "/dev/log"]
for kind in (socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_STREAM, socket.SOCK_SEQPACKET, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC):
    try:
        one, two = socket.socketpair(socket.AF_UNIX, kind)
    except OSError:
        continue
    for address in ADDRESSES:
        for send in (
            lambda: one.sendto(b"<13>tutor was here", address),
            lambda: one.sendmsg([b"x"], [], 0, address),
            lambda: one.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [1]))], 0, address),
            lambda: one.connect(address),
            lambda: one.bind("mine"),
        ):
            try:
                send()
            except OSError:
                continue
            if kind & 0xF in (socket.SOCK_STREAM, socket.SOCK_SEQPACKET):
                continue  # goes to the other end, whatever the address
            print("ESCAPED", kind, address)
for family in range(1, 50):
    for kind in (1, 2, 3, 4, 5, 10):
        try:
            socket.socketpair(family, kind)
        except (OSError, ValueError):
            continue
        if family != socket.AF_UNIX or kind not in (1, 5):
            print("ESCAPED", "a pair", family, kind)


def double(x):
    return x * 2
