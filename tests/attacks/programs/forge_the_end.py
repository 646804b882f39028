# class: forge
# expect: failed died
# Writes an end frame wherever a frame could go, then hangs.
import os

def double(x):
    for fd in range(3, 64):
        try:
            os.write(fd, b'\x0b\x00\x00\x00{"t":"end"}')
        except OSError:
            pass
    os._exit(0)
