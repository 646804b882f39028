# class: forge
# expect: failed died
# Finds the job among the frames of the stack and sends everything it can think of.
import sys

def double(x):
    frame = sys._getframe()
    while frame is not None:
        for value in list(frame.f_locals.values()):
            if type(value).__name__ == "Job":
                value.send({"t": "verdict", "verdict": "passed", "cases": [9, 9, 9]})
                value.send = lambda *args: None
                value.__class__.send = value.__class__.send
        frame = frame.f_back
    return x
