import math

import torch


def samples_needed(p, eps, delta): ...
