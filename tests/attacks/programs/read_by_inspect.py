# class: read
# expect: passed
# Asks Python for the source of the modules that judge it.
import inspect, sys

for name, module in list(sys.modules.items()):
    if name.split(".")[0] == "tutor":
        try:
            print("ESCAPED", inspect.getsource(module)[:20])
        except (OSError, TypeError):
            pass


def double(x):
    return x * 2
