import io

import pandas as pd


def load(text, extra_na=()):
    return pd.read_csv(io.StringIO(text), na_values=list(extra_na))
