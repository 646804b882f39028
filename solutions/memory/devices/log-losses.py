import torch


def log_losses(losses):
    if not losses:
        return []
    return torch.stack(losses).tolist()
