def logsumexp(o, dim):
    m = o.amax(dim=dim, keepdim=True)
    return (o - m).exp().sum(dim=dim).log() + m.squeeze(dim)
