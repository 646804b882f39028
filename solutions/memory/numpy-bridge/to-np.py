def to_np(t):
    return t.detach().numpy()
