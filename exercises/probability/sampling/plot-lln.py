import matplotlib.pyplot as plt
import torch


def plot_lln(counts):
    """A figure of the shares so far, round by round."""
    ...
