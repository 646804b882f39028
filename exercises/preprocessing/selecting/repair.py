import pandas as pd
import torch


def repair(df):
    """A frame like `df`: gaps in rooms are 1, prices below 0 are 0."""
    result = df.iloc[:]
    result["rooms"].fillna(1, inplace=True)
    result["price"][result["price"] < 0] = 0
    return result
