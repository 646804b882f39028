import torch


def uniform(lo, hi, shape, gen):
    if hi < lo:
        raise ValueError(f"hi ({hi}) is smaller than lo ({lo})")
    u = torch.rand(shape, generator=gen)
    return lo + (hi - lo) * u
