# class: hang
# expect: failed timeout
# Loops for ever and catches whatever would stop it.
def double(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
