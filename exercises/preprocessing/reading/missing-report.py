import pandas as pd
import torch


def missing_report(df):
    """For each column of `df` the fraction of its values that are missing."""
    ...
