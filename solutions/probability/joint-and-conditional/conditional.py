def conditional(J, given):
    total = J.sum(dim=1 - given, keepdim=True)
    if (total == 0).any():
        raise ValueError("what never happens can't be given")
    return J / total
