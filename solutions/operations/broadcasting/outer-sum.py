def outer_sum(*vecs):
    total = vecs[0]
    for vector in vecs[1:]:
        total = total.unsqueeze(-1) + vector
    return total
