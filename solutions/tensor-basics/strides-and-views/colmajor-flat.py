def colmajor_flat(x):
    return x.t().reshape(-1)
