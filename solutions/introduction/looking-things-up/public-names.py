def public_names(obj):
    return sorted(name for name in dir(obj) if not name.startswith("_"))
