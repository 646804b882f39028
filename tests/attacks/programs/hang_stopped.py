# class: hang
# expect: failed timeout
# Stops itself.
import os, signal

def double(x):
    os.kill(os.getpid(), signal.SIGSTOP)
