# class: forge
# expect: failed type
# Returns arrays that lie: a subclass with its own shape, and objects within that answer for themselves.
import numpy as np

class Lie(np.ndarray):
    shape = property(lambda self: (2, 3))
    dtype = property(lambda self: np.dtype("f4"))
    flags = property(lambda self: 1 / 0)

    def tobytes(self, *args):
        raise SystemExit(0)

    def __array_function__(self, *args):
        return True

    def __array_ufunc__(self, *args, **kwargs):
        return True

    def __array_finalize__(self, other):
        pass

class Item:
    def item(self):
        raise KeyboardInterrupt

    def __eq__(self, other):
        return True

def double(x):
    return [np.zeros(1).view(Lie), np.array([Item(), Item()], dtype=object)]
