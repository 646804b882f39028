import torch


def randn_seeded(shape, seed):
    gen = torch.Generator()
    gen.manual_seed(seed)
    return torch.randn(shape, generator=gen)
