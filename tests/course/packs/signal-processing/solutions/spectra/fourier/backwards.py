def backwards(z):
    return z.conj().resolve_conj()
