def make_filter(taps):
    def apply(x):
        return x.unfold(0, len(taps), 1) @ taps

    return apply
