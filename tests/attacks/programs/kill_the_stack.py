# class: kill
# expect: failed died
# Recurses in C until the stack is gone, past any limit that Python knows of.
import sys, torch

sys.setrecursionlimit(2 ** 31 - 1)

def double(x):
    nested = []
    for _ in range(200_000):
        nested = [nested]
    try:
        return repr(nested)
    except RecursionError:  # from Python 3.12 on its own C is bounded apart from that limit; other C isn't
        return torch.jit.CompilationUnit("def f(x):\n return " + "(" * 200_000 + "x" + ")" * 200_000)
