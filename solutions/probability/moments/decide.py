import torch


def decide(kinds, signs, cost, new):
    member = (kinds == torch.arange(len(cost))[:, None]).double()
    size = member.sum(dim=1)
    chance = (member @ signs.double() + 1) / (size + 2)[:, None]

    new = new.double()
    score = (size / size.sum()).log()
    score = score + new @ chance.log().T + (1 - new) @ (1 - chance).log().T
    weight = (score - score.amax(dim=1, keepdim=True)).exp()
    belief = weight / weight.sum(dim=1, keepdim=True)
    return belief, (belief @ cost).argmin(dim=1)
