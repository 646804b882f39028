# class: network
# expect: passed
# Sends datagrams, opens raw, netlink, packet and Unix sockets, connects pairs.
import socket

for family in range(46):
    for kind in (1, 2, 3, 5):
        try:
            found = socket.socket(family, kind)
        except (OSError, ValueError):
            continue
        print("ESCAPED", family, kind)
one, two = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
for address in ("\0abstract", "/run/systemd/journal/socket", "/dev/log", "/var/run/docker.sock"):
    for act in (lambda: one.connect(address), lambda: one.sendto(b"x", address), lambda: one.bind("mine")):
        try:
            act()
        except OSError:
            continue
        print("ESCAPED", address)


def double(x):
    return x * 2
