def product_rule(f, df, g, dg):
    return lambda x: df(x) * g(x) + f(x) * dg(x)


def quotient_rule(f, df, g, dg):
    return lambda x: (df(x) * g(x) - f(x) * dg(x)) / g(x) ** 2


def both_at(f, df, g, dg, x):
    product = product_rule(f, df, g, dg)
    quotient = quotient_rule(f, df, g, dg)
    return {"product": product(x), "quotient": quotient(x)}
