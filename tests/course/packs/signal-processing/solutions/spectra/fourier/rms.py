def rms(x):
    return x.square().mean().sqrt()
