# class: hang
# expect: failed timeout
# Gives the right answer, tied to a thing that never finishes being thrown away.
class Tail:
    def __del__(self):
        while True:
            pass

def double(x):
    y = x * 2
    y.tail = Tail()
    return y
