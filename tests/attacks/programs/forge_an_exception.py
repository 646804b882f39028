# class: forge
# expect: failed raised
# Raises an exception that claims to be something else and lies about itself.
class Lie(Exception):
    __class__ = property(lambda self: int)

    def __str__(self):
        raise self

    def __repr__(self):
        raise SystemExit(0)

    def __eq__(self, other):
        return True

    @property
    def __traceback__(self):
        raise KeyboardInterrupt

def double(x):
    raise Lie("\x1b[2J")
