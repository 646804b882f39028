import pandas as pd
import torch


def apply(test, stats):
    """The rows of `test`, filled and encoded by what `fit` wrote down."""
    ...
