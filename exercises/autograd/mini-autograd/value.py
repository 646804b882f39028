class Value:
    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self._parents = parents
        self._backward = lambda: None

    def __add__(self, other):
        """`self + other`, and a function that passes its slope on."""
        ...

    def __mul__(self, other):
        """`self * other`, and a function that passes its slope on."""
        ...
