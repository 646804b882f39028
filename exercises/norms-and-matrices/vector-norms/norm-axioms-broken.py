import torch


def norm_axioms_broken(f, probes):
    """The rules for norms that `f` breaks on the vectors `probes`, as a set of names."""
    ...
