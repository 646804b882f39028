def scalar(x):
    if x.numel() != 1:
        raise ValueError(f"one element is needed, and the shape {tuple(x.shape)} has {x.numel()}")
    return x.item()
