# class: terminal
# expect: passed
# Has the library print escapes for it: warnings, logging, unraisable errors, tracebacks of threads, fault handlers.
import faulthandler, gc, logging, sys, threading, warnings

word = "\x1b]0;title\x07\x9b2J\u202e"
warnings.warn(word)
logging.warning(word)
logging.getLogger(word).error(word)

class Thing:
    def __del__(self):
        raise ValueError(word)

Thing.__qualname__ = word
thing = Thing()
del thing
gc.collect()

def fall():
    raise type(word, (Exception,), {})(word)

fall.__code__ = fall.__code__.replace(co_name=word, co_filename=word)
thread = threading.Thread(target=fall, name=word)
thread.start()
thread.join()
faulthandler.dump_traceback(file=sys.__stderr__)
sys.ps1 = word


def double(x):
    return x * 2
