# class: hang
# expect: failed timeout
# Blocks every signal and sleeps.
import signal, time

def double(x):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    time.sleep(1000)
