"""The known word nearest to one that is not known. *Any side.*"""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` is most likely a slip of, or None."""
    import difflib  # only after a mistake, so nobody waits for it

    found = difflib.get_close_matches(word.lower(), known := list(known), n=1, cutoff=0.6)
    if found:
        return found[0]
    # A word that was cut off, or its plural: too unlike for difflib when short.
    return next((one for one in known if word and (one.startswith(word) or word.startswith(one))), None)
