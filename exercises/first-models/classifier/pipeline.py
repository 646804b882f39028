import io

import pandas as pd
import torch


def pipeline(train_text, test_text, target, gen):
    """From two CSV texts to a trained classifier and what it is worth."""
    # 1. Read both; leave out training rows without a class.
    # 2. From the training rows only: means, words, classes.
    # 3. Turn both tables into features of one layout, then into tensors.
    # 4. Bring the features to one scale, again by the training rows.
    # 5. Train.
    # 6. Answer every test row, and count.
    ...
