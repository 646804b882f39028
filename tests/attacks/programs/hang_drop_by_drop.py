# class: hang
# expect: failed timeout
# Prints and sends one byte at a time, so that something always seems to come.
import os, time

def double(x):
    os.write(4, (1 << 19).to_bytes(4, "little"))
    while True:
        os.write(1, b".")
        os.write(4, b" ")
        time.sleep(0.01)
