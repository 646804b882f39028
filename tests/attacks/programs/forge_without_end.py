# class: forge
# expect: failed died
# Sends small frames for ever.
import os, struct

def double(x):
    text = b'{"t":"turn","n":999,"result":{"k":"const","v":"None"}}'
    frames = (struct.pack("<I", len(text)) + text) * 500
    while True:
        os.write(4, frames)
