import torch


def multi_chain(dudv, dvda):
    """The slope of u by each a, over all v."""
    ...
