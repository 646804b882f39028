# class: hang
# expect: failed timeout
# Raises groups of errors within groups, whose text would be longer than any memory.
def double(x):
    group = ValueError("innermost")
    for depth in range(300):
        group = BaseExceptionGroup("\x1b[31m" + "x" * 1000, [group] * 3)
        group.add_note("\u202e" * 1000)
    group.__cause__ = group.exceptions[0]
    raise group
