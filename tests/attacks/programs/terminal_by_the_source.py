# class: terminal
# expect: failed raised
# Puts escapes into its own text, where the line that failed may be quoted.
def double(x):
    assert x is None, "‮⁦ \x1b[2J"  # ‮ reads the other way round ​
