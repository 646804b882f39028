import torch


def freeze(params, keep):
    """Leave marked only the parameters that `keep` names."""
    ...
