def decode(scores, mode):
    if mode == "multiclass":
        highest = scores.index(max(scores))
        return [int(place == highest) for place in range(len(scores))]
    if mode == "multilabel":
        return [int(score > 0) for score in scores]
    raise ValueError(f"the mode is multiclass or multilabel, not {mode!r}")
