def squared_error(guess, truth):
    return ((guess.squeeze(-1) - truth) ** 2).mean()
