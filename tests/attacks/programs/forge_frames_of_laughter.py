# class: forge
# expect: failed died
# Sends one small frame of very many small things, and numbers with a hundred thousand digits.
import os, struct

def double(x):
    many = b",".join([b'{"k":"list","v":[]}'] * 50_000)
    text = b'{"t":"turn","n":' + b"9" * 90_000 + b',"result":{"k":"list","v":[' + many[:900_000].rpartition(b",")[0] + b"]}}"
    os.write(4, struct.pack("<I", len(text)) + text)
    os._exit(0)
