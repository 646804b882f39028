def prob(event, pmf):
    return sum(pmf.get(x, 0) for x in event)


def complement(event, pmf):
    return 1 - prob(event, pmf)


def union(a, b, pmf):
    return prob(a | b, pmf)


def chances(a, b, pmf):
    return {
        "a": prob(a, pmf),
        "not a": complement(a, pmf),
        "a or b": union(a, b, pmf),
    }
