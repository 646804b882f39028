def mean_squared(pred, y):
    if len(pred) != len(y):
        raise ValueError(f"{len(pred)} guesses can't belong to {len(y)} labels")
    if not y:
        raise ValueError("without examples there is no mean")
    return sum((guess - label) ** 2 for guess, label in zip(pred, y)) / len(y)
