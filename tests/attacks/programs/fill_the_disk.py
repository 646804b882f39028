# class: fill
# expect: failed died
# Writes files until it is stopped.
def double(x):
    for number in range(10 ** 9):
        with open(str(number), "wb") as file:
            file.write(bytes(8 << 20))
