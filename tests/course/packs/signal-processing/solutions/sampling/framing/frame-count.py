def frame_count(n, size, hop):
    if n < size:
        raise ValueError(f"{n} samples are less than a frame of {size}")
    return 1 + (n - size) // hop
