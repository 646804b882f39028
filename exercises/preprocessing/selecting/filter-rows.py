import pandas as pd
import torch


def filter_rows(df, col, lo, hi):
    """The rows of `df` whose value in the column `col` is from `lo` to `hi`."""
    ...
