def describe(x):
    return {
        "shape": tuple(x.shape),
        "ndim": x.ndim,
        "numel": x.numel(),
        "itemsize": x.itemsize,
        "nbytes": x.numel() * x.itemsize,
    }
