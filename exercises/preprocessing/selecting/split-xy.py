import pandas as pd
import torch


def split_xy(df, target):
    """All columns of `df` but `target`, and the column `target`."""
    ...
