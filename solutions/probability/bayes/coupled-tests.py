import torch


def coupled_tests(rate, hit, alarm, both):
    one = alarm - both
    none = 1 - 2 * one - both
    table = torch.tensor([[none, one], [one, both]], dtype=torch.float64)
    if (table < -1e-9).any():
        raise ValueError("no table has these margins and this corner")
    return table, belief(rate, hit, alarm), belief(rate, hit**2, both)


def belief(rate, ill, healthy):
    return ill * rate / (ill * rate + healthy * (1 - rate))
