# class: read
# expect: passed
# Looks for the reference in all that the process holds: objects, frames, its own memory.
import ctypes, gc, sys

first, second = "@FIRST@", "@SECOND@"  # never joined here, so that this text itself is not what is found

def look(thing, depth=0):
    if isinstance(thing, str) and thing.partition(first)[2].startswith(second):
        print("ESCAPED", thing)
    elif depth < 3 and isinstance(thing, dict):
        for value in list(thing.values()):
            look(value, depth + 1)
    elif depth < 3 and isinstance(thing, (list, tuple)):
        for value in list(thing):
            look(value, depth + 1)

frame = sys._getframe()
while frame is not None:
    for value in list(frame.f_locals.values()):
        look(value)
        look(getattr(value, "__dict__", {}))
    frame = frame.f_back
for thing in gc.get_objects():
    try:
        look(thing)
    except ReferenceError:
        pass
for path in ("/proc/self/mem", "/proc/self/maps", "/proc/thread-self/mem"):
    try:
        print("ESCAPED", open(path, "rb").read(1))
    except OSError:
        pass


def double(x):
    return x * 2
