import pandas as pd


def apply(test, stats):
    result = pd.DataFrame(index=test.index)
    for name, mean in stats["means"].items():
        result[name] = test[name].fillna(mean)
    for name, words in stats["categories"].items():
        for word in words:
            result[f"{name}_{word}"] = (test[name] == word).astype(int)
        result[f"{name}_nan"] = test[name].isna().astype(int)
    return result
