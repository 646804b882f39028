import torch


def jac_linear(A):
    """The Jacobian of A x."""
    ...


def jac_hadamard(u):
    """The Jacobian of u times x, element by element."""
    ...


def jac_softmax(p):
    """The Jacobian of the softmax, from its output."""
    ...


def jacobian(kind, given):
    """One of the three, by name. Leave this as it is."""
    if kind == "linear":
        return jac_linear(given)
    if kind == "hadamard":
        return jac_hadamard(given)
    return jac_softmax(given)
