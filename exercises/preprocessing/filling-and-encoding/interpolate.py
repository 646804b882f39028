import pandas as pd
import torch


def interpolate(df):
    """A frame like `df`, gaps among numbers on the line between their neighbours."""
    ...
