import torch


def describe(taps):
    ...
