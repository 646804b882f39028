def running_mean(stream):
    total, count = 0.0, 0
    for x in stream:
        total += x.item()
        count += 1
    if count == 0:
        raise ValueError("a stream without numbers has no mean")
    return total / count
