# class: fill
# expect: failed type
# Returns a list so long that no frame may hold it: told as what it is, not as a program that died.
def double(x):
    return ["x" * 1000] * 20_000
