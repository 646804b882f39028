import numpy as np


def windowed(frames):
    n = frames.shape[1]
    window = (1 - np.cos(2 * np.pi * np.arange(n) / n)) / 2
    return frames * window
