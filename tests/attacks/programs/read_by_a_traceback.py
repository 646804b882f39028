# class: read
# expect: failed raised
# Raises from code that claims to be in the file, so that a traceback quotes it.
exec(compile("\n" * 0 + "raise ValueError('look at the line')", "@CANARY@", "exec"))


def double(x):
    return x * 2
