def posterior(prior, lik):
    weight = prior * lik
    evidence = weight.sum()
    if evidence == 0:
        raise ValueError("no cause can have shown this")
    return weight / evidence
