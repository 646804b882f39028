# class: kill
# expect: failed died
# Recurses in C until the stack is gone, past any limit that Python knows of.
import sys

sys.setrecursionlimit(2 ** 31 - 1)

def double(x):
    nested = []
    for _ in range(200_000):
        nested = [nested]
    return repr(nested)
