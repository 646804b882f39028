def frame_count(n, size, hop):
    return n // hop
