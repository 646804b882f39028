# class: fill
# expect: passed
# Prints a hundred million bytes without a line's end, round the streams, and then answers.
import os, sys

for _ in range(100):
    data = b"\x00flood" * (1 << 17)
    while data:
        data = data[os.write(1, data):]
sys.stderr.write("x" * (1 << 20))


def double(x):
    return x * 2
