# class: forge
# expect: unjudged
# Claims that it was the course's own code that broke, which nobody could be blamed for.
import json, os, struct

def double(x):
    text = json.dumps({"t": "broke", "why": "the solution \x1b[2J is @FIRST@"}).encode()
    os.write(4, struct.pack("<I", len(text)) + text)
    os._exit(0)
