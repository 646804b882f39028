def independent_copy(x):
    return x.detach().clone()
