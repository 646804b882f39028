# class: forge
# expect: failed died
# Sends brackets within brackets, to exhaust the stack of whoever parses them.
import os, struct

def double(x):
    text = b'{"t":"turn","n":0,"result":' + b"[" * 400_000 + b"]" * 400_000 + b"}"
    os.write(4, struct.pack("<I", len(text)) + text)
    os._exit(0)
