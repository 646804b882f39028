import pandas as pd
import torch


def to_tensor(df):
    """The values of `df` as a float32 tensor with memory of its own."""
    ...
