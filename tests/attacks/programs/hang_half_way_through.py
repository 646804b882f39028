# class: hang
# expect: failed timeout
# Sends half of a frame, so that whoever reads it waits for the rest.
import os, struct, time

def double(x):
    os.write(4, struct.pack("<I", 1 << 19) + b'{"t":"turn","n":0,"result":')
    time.sleep(1000)
