import torch


def seq_mask(lengths, maxlen):
    return torch.arange(maxlen) < lengths[:, None]
