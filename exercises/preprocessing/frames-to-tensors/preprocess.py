import io

import pandas as pd
import torch


def preprocess(text, target):
    """Features, target and the features' names, from the CSV in `text`."""
    ...
