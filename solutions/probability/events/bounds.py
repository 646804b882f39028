def bounds(pA, pB):
    for p in (pA, pB):
        if not 0 <= p <= 1:
            raise ValueError(f"{p} is no probability")
    either = (max(pA, pB), min(1.0, pA + pB))
    both = (max(0.0, pA + pB - 1), min(pA, pB))
    return either, both
