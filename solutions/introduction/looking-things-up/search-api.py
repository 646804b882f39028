def search_api(module, word):
    wanted = word.lower()
    found = []
    for name in sorted(dir(module)):
        if name.startswith("_"):
            continue
        doc = getattr(module, name).__doc__
        lines = doc.strip().splitlines() if isinstance(doc, str) else []
        if wanted in name.lower() or (lines and wanted in lines[0].lower()):
            found.append(name)
    return found
