# class: forge
# expect: failed type
# Returns numbers, texts and sequences of classes that compare as they please.
class Number(int):
    __eq__ = __ge__ = __le__ = lambda self, other: True
    __hash__ = int.__hash__
    __index__ = __int__ = __float__ = lambda self: 2
    bit_length = lambda self: 1 << 40

class Text(str):
    __eq__ = lambda self, other: True
    __hash__ = str.__hash__
    __len__ = lambda self: 10 ** 18
    __getitem__ = lambda self, at: Text("x" * 100)

class Items(list):
    __len__ = lambda self: 10 ** 18
    __iter__ = lambda self: iter(lambda: Number(1), 2)

def double(x):
    return Items([Number(1), Text("a"), float("nan"), -0.0, 10 ** 5000, 2 ** 70000])
