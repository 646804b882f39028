# class: fill
# expect: failed out-of-memory
# Takes memory until there is no more.
def double(x):
    held = []
    while True:
        held.append(bytearray(1 << 20))
