def prob(event, pmf):
    """How likely the event is."""
    ...


def complement(event, pmf):
    """How likely it is that the event does not happen."""
    ...


def union(a, b, pmf):
    """How likely it is that one of the two happens, or both."""
    ...


def chances(a, b, pmf):
    return {
        "a": prob(a, pmf),
        "not a": complement(a, pmf),
        "a or b": union(a, b, pmf),
    }
