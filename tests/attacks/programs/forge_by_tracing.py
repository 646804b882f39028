# class: forge
# expect: failed type
# Follows every line of the runner by tracing and profiling, and swaps what its functions are given and give back.
import gc, sys, threading

def follow(frame, event, argument):
    if "tutor" in frame.f_code.co_filename:
        there = frame.f_locals  # asked for once: up to Python 3.12, asking again takes back what was written
        if "value" in there:
            there["value"] = 0
    return follow

def heard(event, arguments):
    if event.startswith("tutor"):
        raise SystemExit

sys.settrace(follow)
sys.setprofile(lambda *args: None)
threading.settrace(follow)
sys.addaudithook(heard)
gc.callbacks.append(lambda *args: None)

def double(x):
    sys._getframe().f_back.f_trace = follow
    return x
