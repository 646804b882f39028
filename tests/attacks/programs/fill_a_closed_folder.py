# class: fill
# expect: failed died
# Fills a folder that even its owner may not list.
import os

def double(x):
    os.umask(0)
    os.mkdir("closed", 0o300)
    for number in range(10 ** 6):
        fd = os.open(f"closed/{number}", os.O_WRONLY | os.O_CREAT, 0o600)
        os.write(fd, bytes(1 << 20))
        os.close(fd)
