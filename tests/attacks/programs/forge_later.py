# class: forge
# expect: failed value
# Returns the right tensor's place and lets a thread fill in the value afterwards.
import threading, time

def double(x):
    y = x.clone()

    def later():
        time.sleep(0.2)
        y.mul_(2)

    threading.Thread(target=later, daemon=True).start()
    return y
