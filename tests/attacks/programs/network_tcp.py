# class: network
# expect: passed
# Calls a server on this machine, by socket, library and every family.
import socket, urllib.request

def raw(family):
    socket.socket(family, socket.SOCK_STREAM).connect(("127.0.0.1", @PORT@))

ROADS = [
    lambda: socket.create_connection(("127.0.0.1", @PORT@)),
    lambda: urllib.request.urlopen("http://127.0.0.1:@PORT@"),
    lambda: raw(socket.AF_INET),
    lambda: raw(socket.AF_INET6),
    lambda: socket.create_server(("127.0.0.1", 0)),
    lambda: socket.getaddrinfo("example.org", 80),
    lambda: socket.fromfd(4, socket.AF_INET, socket.SOCK_STREAM).connect(("127.0.0.1", @PORT@)),
]
for road in ROADS:
    try:
        road()
    except OSError:
        continue
    print("ESCAPED", road)


def double(x):
    return x * 2
