def to_like(t, ref):
    return t.to(ref)
