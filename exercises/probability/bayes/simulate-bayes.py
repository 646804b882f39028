import math

import torch


def simulate_bayes(n, rate, hit, alarm, gen): ...
