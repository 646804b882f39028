def frames(x, size, hop):
    return x.unfold(0, size, hop)
