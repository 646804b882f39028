# class: fill
# expect: failed died
# Writes into files that no folder shows any more.
import os

def double(x):
    held = []
    for number in range(100):
        held.append(open("gone", "wb"))
        os.unlink("gone")
        held[-1].write(bytes(8 << 20))
        held[-1].flush()
    while True:
        pass
