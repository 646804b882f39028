def half_mse(yhat, y):
    if yhat.numel() != y.numel():
        raise ValueError("answers and targets must be equally many")
    difference = yhat - y.reshape(yhat.shape)
    return (difference**2 / 2).mean()
