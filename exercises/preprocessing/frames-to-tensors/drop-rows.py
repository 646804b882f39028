import pandas as pd
import torch


def drop_rows(df, max_missing):
    """The rows of `df` with at most `max_missing` missing values."""
    ...
