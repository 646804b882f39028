import math


def topo(v):
    """All Values that `v` was made of, and `v`: parents first."""
    order, opened = [], set()
    pile = [(v, "open")]
    while pile:
        each, due = pile.pop()
        if due == "close":
            order.append(each)
        elif each not in opened:
            opened.add(each)
            pile.append((each, "close"))
            for parent in each._parents:
                pile.append((parent, "open"))
    return order


class Value:
    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self._parents = parents
        self._backward = lambda: None

    def backward(self):
        """The way back from here: afterwards the slopes are in the grads."""
        ...

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

    def __pow__(self, n):
        out = Value(self.data**n, (self,))

        def back():
            self.grad += n * self.data ** (n - 1) * out.grad

        out._backward = back
        return out

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def exp(self):
        out = Value(math.exp(self.data), (self,))

        def back():
            self.grad += out.data * out.grad

        out._backward = back
        return out

    def relu(self):
        out = Value(max(0.0, self.data), (self,))

        def back():
            self.grad += (self.data > 0) * out.grad

        out._backward = back
        return out
