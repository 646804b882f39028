import torch


def kmeans_step(X, centers):
    """Each point's nearest centre, and the centres moved to their points' means."""
    ...
