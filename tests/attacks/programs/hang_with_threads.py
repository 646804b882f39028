# class: hang
# expect: failed timeout
# Spins in forty threads, with the interpreter's switching turned off.
import sys, threading

def double(x):
    sys.setswitchinterval(1000)
    def spin():
        while True:
            pass
    for _ in range(40):
        threading.Thread(target=spin, daemon=True).start()
    spin()
