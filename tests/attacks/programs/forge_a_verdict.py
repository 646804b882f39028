# class: forge
# expect: failed died
# Writes a verdict of its own wherever a frame could go.
import json, os, struct

def frame(**header):
    text = json.dumps(header).encode()
    return struct.pack("<I", len(text)) + text

def double(x):
    words = frame(t="verdict", verdict="passed", cases=[9, 9, 9]) + frame(t="end")
    for fd in range(3, 64):
        try:
            os.write(fd, words)
        except OSError:
            pass
    os._exit(0)
