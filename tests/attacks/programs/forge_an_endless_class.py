# class: forge
# expect: failed raised
# Raises a thing whose class never says what it is called.
class Endless(type):
    def __getattribute__(cls, name):
        while True:
            pass

class Error(Exception, metaclass=Endless):
    pass

def double(x):
    raise Error
