import pandas as pd


def dummies(df):
    return pd.get_dummies(df, dummy_na=True, dtype="int64")
