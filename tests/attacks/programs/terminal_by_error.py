# class: terminal
# expect: failed raised
# Puts escapes into an exception's name, message and traceback.
Evil = type("\x1b[2JEvil\x07", (Exception,), {})

def double(x):
    raise Evil("\x1b]0;title\x07 [/] \u202e")
