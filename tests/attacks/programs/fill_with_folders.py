# class: fill
# expect: failed died
# Nests folders deeper than any path can name.
import os

def double(x):
    while True:
        os.mkdir("d" * 200)
        os.chdir("d" * 200)
