def clipped(x, limit):
    return set((x.abs() > limit).nonzero().flatten().tolist())
