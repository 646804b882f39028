def minmax(x):
    if x.numel() == 0:
        raise ValueError("there is nothing to rescale")
    lowest = x.min()
    length = x.max() - lowest
    if length == 0:
        length = 1
    return (x - lowest) / length
