import io

import pandas as pd
import torch


def preprocess(text, target):
    df = pd.read_csv(io.StringIO(text))
    df = df.dropna(subset=[target])
    y = torch.tensor(df[[target]].to_numpy(dtype="float32"))
    features = df.drop(columns=target)
    numbers = features.select_dtypes("number")
    unknown = [name for name in numbers if numbers[name].isna().all()]
    features = features.drop(columns=unknown).fillna(numbers.mean())
    features = pd.get_dummies(features, dummy_na=True, dtype=int)
    X = torch.tensor(features.to_numpy(dtype="float32"))
    return X, y, list(features.columns)
