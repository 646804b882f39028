import torch


def attend(Q, K, V, causal=False):
    scores = (Q @ K.mT).clamp(min=0)
    if causal:
        scores = scores * torch.ones_like(scores).tril()
    total = scores.sum(dim=-1, keepdim=True)
    weights = scores / torch.where(total == 0, 1, total)
    return weights @ V, weights
