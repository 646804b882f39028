import math


class Dual:
    def __init__(self, value, slope=0.0):
        self.value = value
        self.slope = slope

    @staticmethod
    def lift(x):
        """`x` itself if it is a pair, else a pair that never moves."""
        return x if isinstance(x, Dual) else Dual(x)

    def __add__(self, other):
        """`self + other`"""
        ...

    def __sub__(self, other):
        """`self - other`"""
        ...

    def __rsub__(self, other):
        """`other - self`, where `other` is a plain number"""
        ...

    def __mul__(self, other):
        """`self * other`"""
        ...

    def __truediv__(self, other):
        """`self / other`"""
        ...

    def __rtruediv__(self, other):
        """`other / self`, where `other` is a plain number"""
        ...

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self): ...

    def exp(self): ...

    def sin(self): ...
