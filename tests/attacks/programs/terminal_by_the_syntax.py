# class: terminal
# expect: failed raised
# Raises an error of syntax that quotes whatever it likes, in a file and a function of whatever name.
def double(x):
    raise SyntaxError("\x1b[2J\u202e", ("<your code>", 1, 1, "\x1b]0;title\x07 = 1", 1, 5))

double.__code__ = double.__code__.replace(co_name="\x1b[31mdouble\u200b", co_filename="<your code>")
