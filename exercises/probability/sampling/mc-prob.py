import math

import torch


def mc_prob(event, sampler, n, gen):
    """An estimate of the event's probability, and its standard error."""
    ...
