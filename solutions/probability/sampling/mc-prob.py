import math


def mc_prob(event, sampler, n, gen):
    hits = event(sampler(n, gen))
    share = hits.double().mean().item()
    return share, math.sqrt(share * (1 - share) / n)
