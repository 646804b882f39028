def inverse_derivative(df, finv, y):
    slope = df(finv(y))
    if slope == 0:
        raise ValueError("the function is level there: its inverse has no slope")
    return 1 / slope
