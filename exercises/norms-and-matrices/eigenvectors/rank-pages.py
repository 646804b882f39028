import torch


def rank_pages(n, links):
    """The weights of n pages that link to each other."""
    ...
