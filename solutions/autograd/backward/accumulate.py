def accumulate(loss_fn, w, batches):
    if not batches:
        raise ValueError("there are no batches")
    total = sum(len(batch) for batch in batches)
    w.grad = None
    for batch in batches:
        share = len(batch) / total
        (loss_fn(w, batch) * share).backward()
