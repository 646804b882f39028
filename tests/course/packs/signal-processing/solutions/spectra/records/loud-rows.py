def loud_rows(t, limit):
    return t[t["level"] > limit].reset_index(drop=True)
