# class: kill
# expect: failed died
# Closes and overwrites every descriptor it holds.
import os

def double(x):
    for fd in range(3, 128):
        try:
            os.close(fd)
        except OSError:
            pass
    return x * 2
