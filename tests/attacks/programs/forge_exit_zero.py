# class: forge
# expect: failed died
# Leaves with the status of success.
import os

def double(x):
    os._exit(0)
