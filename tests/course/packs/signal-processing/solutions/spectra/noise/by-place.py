def by_place(t):
    return t.groupby("place")["level"].mean()
