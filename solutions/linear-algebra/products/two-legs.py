def two_legs(first, second):
    return first @ second
