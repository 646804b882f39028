import torch


def join_all(chunks, width):
    pieces = list(chunks)
    if not pieces:
        return torch.zeros(0, width)
    return torch.cat(pieces)
