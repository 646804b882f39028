# class: terminal
# expect: failed type
# Returns texts, keys, names and numbers that a terminal would obey where the difference is shown.
import enum

Evil = enum.Enum("\x1b]0;title\x07", {"\x9b2J": "\x1b[5i"})

class Odd:
    def __repr__(self):
        return "\x1b[2J\u202e"

def double(x):
    Odd.__name__ = Odd.__qualname__ = "\x1b[8m\u200b"
    return {"\x1b]52;c;Y2xpcA==\x07": "\u2066x\u2069", b"\x1b[2J": Odd(), Evil: list(Evil), "\udc80": "\ufeff", "k" * 3000: "\x00" * 3000}
