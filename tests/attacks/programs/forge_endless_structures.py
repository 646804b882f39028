# class: forge
# expect: failed type
# Returns lists within themselves, a hundred thousand deep, and a generator without end.
import itertools

def double(x):
    inside = []
    inside.append(inside)
    deep = []
    for _ in range(100_000):
        deep = [deep]
    laughter = [x]
    for _ in range(40):
        laughter = [laughter] * 10
    return {"a": inside, "b": deep, "d": laughter, "e": itertools.count()}
