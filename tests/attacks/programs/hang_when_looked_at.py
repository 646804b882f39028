# class: hang
# expect: failed type
# Returns a thing that hangs whoever asks it anything.
def forever(*args, **kwargs):
    while True:
        pass

class Tar:
    __repr__ = __str__ = __eq__ = __len__ = __iter__ = __hash__ = __bool__ = __getattr__ = __reduce_ex__ = forever

def double(x):
    return Tar()
