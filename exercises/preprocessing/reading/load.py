import io

import pandas as pd
import torch


def load(text, extra_na=()):
    """The frame that the CSV in `text` holds; words in `extra_na` are gaps too."""
    ...
