import torch


def decibels(p):
    ...
