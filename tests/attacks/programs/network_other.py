# class: network
# expect: passed
# Opens sockets of every family and kind: datagrams, raw, netlink, packet, Unix.
import socket

for family in range(46):
    for kind in (1, 2, 3, 5):
        try:
            found = socket.socket(family, kind)
        except (OSError, ValueError):
            continue
        print("ESCAPED", family, kind)


def double(x):
    return x * 2
