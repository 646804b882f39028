import torch


def fresh_batches(count, size, seed):
    batches = []
    for _ in range(count):
        gen = torch.Generator().manual_seed(seed)
        batches.append(torch.randn(size, generator=gen))
    return batches
