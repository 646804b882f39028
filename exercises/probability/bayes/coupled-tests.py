import torch


def coupled_tests(rate, hit, alarm, both): ...
