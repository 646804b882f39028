def peaks(m, k):
    return m.topk(k).indices.tolist()
