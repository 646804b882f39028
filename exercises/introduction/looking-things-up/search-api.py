import torch


def search_api(module, word):
    """The public names of `module` that have to do with `word`."""
    ...
