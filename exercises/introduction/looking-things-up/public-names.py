import torch


def public_names(obj):
    """The names in `obj` that don't begin with an underscore, sorted."""
    ...
