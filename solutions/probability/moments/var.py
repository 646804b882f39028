def var(x, p):
    mean = (p * x).sum()
    return (p * (x - mean) ** 2).sum().item()
