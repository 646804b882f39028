# class: hang
# expect: passed
# Leaves behind threads, exit handlers and finalisers that never end.
import atexit, threading, weakref

def forever():
    while True:
        pass

class Thing:
    __del__ = lambda self: forever()

atexit.register(forever)
threading.Thread(target=threading.Event().wait).start()
thing = Thing()


def double(x):
    return x * 2
