# class: forge
# expect: failed type
# Returns a thing whose unpickling would run code in the judge.
import os

class Bomb:
    def __reduce__(self):
        return os.system, ("touch @CANARY@.touched",)

def double(x):
    return Bomb()
