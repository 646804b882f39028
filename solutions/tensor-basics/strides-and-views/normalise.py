def normalise(x):
    r = x.reshape(-1)
    return (r - r.mean()).reshape(x.shape)
