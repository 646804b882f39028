# class: forge
# expect: failed value
# Replaces the builtins and modules that a judge in the same process would use.
import builtins, json, math

builtins.all = builtins.any = lambda *args: True
builtins.sorted = lambda values, **kwargs: list(values)
builtins.zip = lambda *args, **kwargs: iter(())
math.isclose = lambda *args, **kwargs: True

def double(x):
    return x
