# class: forge
# expect: failed value
# Rewrites the runner's own modules in its process, so that they tell of anything but its answer.
import sys

import tutor.runner.encode as encode
import tutor.runner.observe as observe

honest = encode.Encoder.node

def flattering(self, value):
    return honest(self, value * 0 if hasattr(value, "shape") else value)

encode.Encoder.node = flattering
observe.difference = observe.fingerprint = lambda *args: None
for name, module in list(sys.modules.items()):
    if name.startswith("tutor."):
        for attribute in ("check", "judge", "compare", "differ", "difference"):
            setattr(module, attribute, lambda *args, **kwargs: None)

def double(x):
    return x
