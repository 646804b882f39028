import math


def update_sequence(prior, liks):
    score = prior.double().log() + liks.double().log().sum(dim=0)
    top = score.max()
    if top == -math.inf:
        raise ValueError("every cause is ruled out")
    weight = (score - top).exp()
    return weight / weight.sum()
