def pad_sequences(seqs, pad):
    longest = max((len(seq) for seq in seqs), default=0)
    filled, real = [], []
    for seq in seqs:
        missing = longest - len(seq)
        filled.append(seq + [pad] * missing)
        real.append([True] * len(seq) + [False] * missing)
    return filled, real
