import torch


def roll(n, probs, gen):
    k = len(probs)
    if n == 0:
        return torch.zeros(k, dtype=torch.int64)
    draws = torch.multinomial(probs, n, replacement=True, generator=gen)
    return torch.bincount(draws, minlength=k)
