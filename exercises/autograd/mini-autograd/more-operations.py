import math


class Value:
    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self._parents = parents
        self._backward = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))

        def back():
            self.grad += out.grad
            other.grad += out.grad

        out._backward = back
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))

        def back():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out._backward = back
        return out

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self):
        """`-self`"""
        ...

    def __sub__(self, other):
        """`self - other`"""
        ...

    def __rsub__(self, other):
        """`other - self`, where `other` is a plain number"""
        ...

    def __truediv__(self, other):
        """`self / other`"""
        ...

    def __rtruediv__(self, other):
        """`other / self`, where `other` is a plain number"""
        ...

    def __pow__(self, n):
        """`self ** n`, where `n` is a plain number"""
        ...

    def exp(self): ...

    def relu(self): ...
