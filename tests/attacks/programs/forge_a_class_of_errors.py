# class: forge
# expect: failed raised
# Raises an error whose class, module, causes and notes all run code when they are looked at.
class Names(type):
    __module__ = property(lambda cls: (_ for _ in ()).throw(SystemExit(0)))
    __name__ = property(lambda cls: (_ for _ in ()).throw(SystemExit(0)))
    mro = lambda cls: [*type.mro(cls)]

class Module(str):
    def __format__(self, spec):
        raise SystemExit(0)

    __str__ = __format__

class Error(ValueError, metaclass=Names):
    args = property(lambda self: (_ for _ in ()).throw(SystemExit(0)))
    __notes__ = property(lambda self: (_ for _ in ()).throw(SystemExit(0)))

class Odd(Exception):
    __module__ = Module("x")

def double(x):
    error = Error("\x1b[2J", Module("y"))
    try:
        raise Odd from error
    except Odd as odd:
        odd.__context__ = error
        error.__cause__ = odd
        raise error from odd
