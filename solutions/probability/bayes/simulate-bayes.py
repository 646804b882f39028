import math

import torch


def simulate_bayes(n, rate, hit, alarm, gen):
    ill = torch.rand(n, generator=gen) < rate
    chance = torch.where(ill, hit, alarm)
    positive = torch.rand(n, generator=gen) < chance
    m = positive.sum().item()
    if m == 0:
        return math.nan, math.nan
    share = ill[positive].sum().item() / m
    return share, math.sqrt(share * (1 - share) / m)
