import csv
from pathlib import Path

import torch


def write_csv(path, header, rows):
    """A CSV file at `path`, with "NA" for None; folders are made where needed."""
    ...
