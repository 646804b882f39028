# class: forge
# expect: failed died
# Ends its stream before anything was tried, and then answers.
import os

os.write(4, b'\x0b\x00\x00\x00{"t":"end"}')


def double(x):
    return x
