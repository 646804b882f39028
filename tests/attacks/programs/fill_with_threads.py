# class: fill
# expect: failed raised
# Starts threads without end.
import threading

def double(x):
    while True:
        threading.Thread(target=threading.Event().wait, daemon=True).start()
