# class: network
# expect: passed
# Calls servers on this machine by socket files and by names in no folder, and listens for calls itself.
import multiprocessing.connection, socket, socketserver

ADDRESSES = ["@STREAM@", "\0@ABSTRACT@", "@HOME@/stream", "/var/run/docker.sock", "/run/dbus/system_bus_socket", "/tmp/.X11-unix/X0"]

def raw(address):
    socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).connect(address)

def reused(address):
    for fd in range(8):
        socket.socket(fileno=fd).connect(address)

for address in ADDRESSES:
    for call in (raw, reused, lambda address: multiprocessing.connection.Client(address, "AF_UNIX")):
        try:
            call(address)
        except OSError:
            continue
        print("ESCAPED", call, address)
for listen in (
    lambda: socketserver.UnixStreamServer("mine", None),
    lambda: multiprocessing.connection.Listener("mine2", "AF_UNIX"),
    lambda: multiprocessing.Manager(),
    lambda: socket.socketpair()[0].listen(),
    lambda: socket.socketpair()[0].accept(),
):
    try:
        listen()
    except (OSError, EOFError):
        continue
    print("ESCAPED", "listens")


def double(x):
    return x * 2
