import torch


def fresh_batches(count, size, seed):
    gen = torch.Generator().manual_seed(seed)
    batches = []
    for _ in range(count):
        batches.append(torch.randn(size, generator=gen))
    return batches
