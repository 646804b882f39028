# class: hang
# expect: failed timeout
# Is stuck in one call of C that holds the interpreter's lock.
import re

def double(x):
    re.match("(a+)+b", "a" * 50)
