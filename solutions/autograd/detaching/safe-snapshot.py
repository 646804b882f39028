def safe_snapshot(params):
    kept = {}
    for name, tensor in params.items():
        kept[name] = tensor.detach().clone()
    return kept
