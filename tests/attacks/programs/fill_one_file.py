# class: fill
# expect: failed raised
# Grows one file without end.
def double(x):
    with open("large", "wb") as file:
        while True:
            file.write(bytes(1 << 20))
