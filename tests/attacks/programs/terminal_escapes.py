# class: terminal
# expect: passed
# Prints what a terminal obeys: colours, title, clipboard, cursor, bells, bidi, markup.
import sys

print("\x1b[2J\x1b[31mred\x1b]0;title\x07\x1b]52;c;Y2xpcA==\x07\x9b5A\r\b\x7f")
print("[/] [b]bold[/b] [link=file:///etc/passwd]x[/link] \u202eback\u200b", file=sys.stderr)
sys.stdout.buffer.write(b"\xff\xfe\x80\x9b2J")


def double(x):
    return x * 2
