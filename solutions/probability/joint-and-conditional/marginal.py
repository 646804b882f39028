def marginal(J, axis):
    forgotten = [d for d in range(J.ndim) if d != axis % J.ndim]
    if not forgotten:
        return J.clone()
    return J.sum(dim=forgotten)
