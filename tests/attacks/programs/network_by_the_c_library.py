# class: network
# expect: passed
# Asks for names, sends datagrams and pings by the raw calls, in every protocol that has ever carried a byte.
import ctypes, os, socket, struct

c = ctypes.CDLL(None, use_errno=True)
address = struct.pack("=HH4s8x", socket.AF_INET, socket.htons(@UDP@), bytes([127, 0, 0, 1]))
for family in (1, 2, 10, 15, 16, 17, 29, 30, 31, 38, 40, 42, 44):
    for kind in (1, 2, 3, 5, 2 | 0x800, 1 | 0x80000):
        for protocol in (0, 1, 6, 17, 58, 132, 136, 262, 263):
            fd = c.socket(family, kind, protocol)
            if fd >= 0:
                print("ESCAPED", family, kind, protocol)
for fd in range(8):
    if c.sendto(fd, b"x", ctypes.c_size_t(1), 0, address, 16) >= 0 or c.connect(fd, address, 16) == 0 or c.bind(fd, address, 16) == 0:
        print("ESCAPED", fd)
if os.uname().machine == "x86_64":
    for number in (41, 42, 43, 49, 50, 288):
        for high in (0, 1 << 32):
            if c.syscall(number, ctypes.c_ulong(high | 2), ctypes.c_ulong(high | 2), 0, 0, 0) >= 0:
                print("ESCAPED", number)
for look in (socket.gethostbyname, lambda name: socket.getaddrinfo(name, 80), lambda name: socket.gethostbyaddr("127.0.0.1")):
    try:
        if look("example.org"):
            print("ESCAPED", "a name was looked up")
    except OSError:
        pass
for look in (socket.if_nameindex, lambda: socket.if_nametoindex("lo")):
    try:
        print("ESCAPED", look())
    except OSError:
        pass


def double(x):
    return x * 2
