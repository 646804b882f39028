import torch


def kmeans_step(X, centers):
    apart = X[:, None, :] - centers
    labels = (apart**2).sum(dim=-1).argmin(dim=1)
    member = labels[:, None] == torch.arange(len(centers))
    count = member.sum(dim=0)[:, None]
    total = (member[:, :, None] * X[:, None, :]).sum(dim=0)
    return labels, torch.where(count > 0, total / count, centers)
