import inspect


def fit(model, xs, ys, step, rounds):
    """The parameters of `model` that fit the examples, and their loss."""
    ...
