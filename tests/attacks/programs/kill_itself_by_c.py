# class: kill
# expect: failed died
# Reads where no memory is, to fall in the middle of a frame and leave a core behind.
import ctypes, os

def double(x):
    os.write(4, b"\xff\x00\x00\x00{")
    ctypes.string_at(8)
