import pandas as pd
import torch


def dummies(df):
    """Numbers as they are, then a column of 0 and 1 for each word, and for gaps."""
    ...
