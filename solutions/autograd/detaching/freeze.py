def freeze(params, keep):
    for name in keep:
        if name not in params:
            raise KeyError(name)
    for name, tensor in params.items():
        trained = name in keep
        tensor.requires_grad_(trained)
        if not trained:
            tensor.grad = None
