import matplotlib.pyplot as plt
import torch


def draw_spectrum(x, rate):
    ...
