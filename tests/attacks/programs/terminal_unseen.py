# class: terminal
# expect: passed
# Prints what a reader doesn't see or sees elsewhere: fillers, joiners, selectors, tags, marks upon marks, letters turned round.
for text in ("\u034f", "\u115f\u1160", "\u3164\uffa0", "\ufe0e\ufe0f", "\U000e0100\U000e01ef", "\U000e0041\U000e007f", "\u180b\u180e", "\u17b4\u17b5",
             "\u2060\u2061\u2062", "\u200b\u200c\u200d\u200e\u200f", "\u202a\u202b\u202d\u202e\u202c", "\u2066\u2067\u2068\u2069", "\u061c", "\ufff9\ufffa\ufffb",
             "\u00ad", "\u2028\u2029\u0085", "\ue000\U000f0000", "\U0001d173", "e" + "\u0301" * 5000, "e" + "\u0489" * 5000, "e" + "\u20dd" * 5000):
    print("pass" + text + "ed")


def double(x):
    return x * 2
