# class: read
# expect: passed
# Looks through the frames above it, and all that they hold, for what only the judge should know.
import gc, sys

SECRETS = {"solution", "mistakes", "rtol", "atol", "ops_ratio", "raises", "note", "relax"}
frame, seen, waiting = sys._getframe(), set(), []
while frame is not None:
    waiting += [frame.f_locals, frame.f_globals if frame.f_globals.get("__name__", "").startswith("tutor") else {}]
    frame = frame.f_back
while waiting and len(seen) < 20000:
    thing = waiting.pop()
    if id(thing) in seen:
        continue
    seen.add(id(thing))
    if type(thing) is dict and SECRETS & {key for key in thing if type(key) is str} and "args" in thing | {"args": 0} and "cases" in thing:
        print("ESCAPED", sorted(map(str, thing)))
    if type(thing) is dict:
        waiting += list(thing.values())
    elif type(thing) in (list, tuple):
        waiting += list(thing)
    elif type(thing).__module__.startswith("tutor"):
        waiting += [getattr(thing, "__dict__", {})]
for thing in gc.get_objects():
    if type(thing) is dict and SECRETS & {"mistakes"} & {key for key in thing if type(key) is str}:
        print("ESCAPED", "mistakes")


def double(x):
    return x * 2
