# class: fill
# expect: passed
# Makes files that look immense and hold nothing.
import os

for size in (1 << 62, 1 << 40, 17 << 20):
    fd = os.open("sparse", os.O_RDWR | os.O_CREAT)
    for make in (lambda: os.ftruncate(fd, size), lambda: os.pwrite(fd, b"x", size), lambda: os.lseek(fd, size, 0) and os.write(fd, b"x")):
        try:
            make()
        except OSError:
            continue
        print("ESCAPED", size, os.fstat(fd).st_size)
    os.close(fd)


def double(x):
    return x * 2
