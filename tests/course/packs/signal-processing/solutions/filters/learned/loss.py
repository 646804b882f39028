def loss(y, z):
    return (y - z).square().mean()
