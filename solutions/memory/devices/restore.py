import torch


def restore(params, arrays):
    for name, a in arrays.items():
        if name not in params:
            raise KeyError(name)
        if params[name].shape != a.shape:
            raise ValueError(f"{name} has the shape {tuple(params[name].shape)}, its array {a.shape}")
    for name, a in arrays.items():
        params[name].detach().copy_(torch.from_numpy(a.copy()))
    return [name for name in params if name not in arrays]
