import torch


def make_filter(taps):
    ...
