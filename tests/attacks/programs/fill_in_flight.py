# class: fill
# expect: passed
# Parks files that no folder shows in a socket, where no table of descriptors shows them either.
import array, os, socket

one, two = socket.socketpair()
for send in (
    lambda fd: one.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [fd]))]),
    lambda fd: socket.send_fds(one, [b"x"], [fd]),
    lambda fd: socket.send_fds(socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)[0], [b"x"], [fd]),
):
    fd = os.open("parked", os.O_RDWR | os.O_CREAT)
    os.unlink("parked")
    try:
        send(fd)
    except OSError:
        continue
    print("ESCAPED", "a file in flight")


def double(x):
    return x * 2
