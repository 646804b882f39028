import math


class Dual:
    def __init__(self, value, slope=0.0):
        self.value = value
        self.slope = slope

    @staticmethod
    def lift(x):
        return x if isinstance(x, Dual) else Dual(x)

    def __add__(self, other):
        other = Dual.lift(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __neg__(self):
        return Dual(-self.value, -self.slope)

    def __sub__(self, other):
        return self + -Dual.lift(other)

    def __rsub__(self, other):
        return Dual.lift(other) - self

    def __mul__(self, other):
        other = Dual.lift(other)
        slope = self.slope * other.value + self.value * other.slope
        return Dual(self.value * other.value, slope)

    def __truediv__(self, other):
        other = Dual.lift(other)
        value = self.value / other.value
        slope = (self.slope - value * other.slope) / other.value
        return Dual(value, slope)

    def __rtruediv__(self, other):
        return Dual.lift(other) / self

    __radd__ = __add__
    __rmul__ = __mul__

    def exp(self):
        value = math.exp(self.value)
        return Dual(value, value * self.slope)

    def sin(self):
        return Dual(math.sin(self.value), math.cos(self.value) * self.slope)
