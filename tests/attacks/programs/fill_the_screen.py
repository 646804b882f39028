# class: fill
# expect: failed timeout
# Prints without end.
def double(x):
    while True:
        print("flood " * 1000)
