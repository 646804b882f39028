def fit(train):
    numbers = train.select_dtypes("number")
    words = train.drop(columns=list(numbers))
    return {
        "means": {name: float(numbers[name].mean()) for name in numbers},
        "categories": {name: sorted(words[name].dropna().unique()) for name in words},
    }
