def vjp(J, v):
    return J.T @ v


def jvp(J, u):
    return J @ u


def convert_layout(J):
    return J.T


def products(J, u, v):
    return {
        "vjp": vjp(J, v),
        "jvp": jvp(J, u),
        "converted": convert_layout(J),
    }
