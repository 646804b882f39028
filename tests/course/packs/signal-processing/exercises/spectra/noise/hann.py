import numpy as np


def windowed(frames):
    ...
