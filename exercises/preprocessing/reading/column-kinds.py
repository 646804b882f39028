import pandas as pd
import torch
from pandas.api import types


def column_kinds(df):
    """For each column of `df` "bool", "numeric" or "category"."""
    ...
