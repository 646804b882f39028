import inspect

import torch


def param_default(fn, name):
    """The default that `fn` has for the argument `name`, or None."""
    ...
