# class: forge
# expect: failed died
# Replaces what the runner writes frames with: struct, json, os.write, the wire itself.
import json, os, struct
import tutor.runner.wire as wire

write = os.write
json.dumps = lambda *args, **kwargs: '{"t":"verdict","verdict":"passed","cases":[4,4,4]}'
os.write = lambda fd, data: write(fd, b"x" * len(data))
wire.pack = lambda *args, **kwargs: b'\x0b\x00\x00\x00{"t":"end"}'
wire.END = {"t": "verdict", "verdict": "passed"}

def double(x):
    return x
