"""Renew the catalogues: take in the sentences of today, and compile. Prints those without words yet."""

from __future__ import annotations

import argparse

from tests.language.messages import LANGUAGES, as_mo, as_po, mo_file, po_file, renewed, untranslated


def main() -> int:
    """Write each catalogue anew; status 1 if one lacks words."""
    argparse.ArgumentParser(prog="python -m tests.language", description=__doc__).parse_args()
    lacking = 0
    for language in LANGUAGES:
        catalogue = renewed(language)
        po = as_po(catalogue)
        po_file(language).write_bytes(po)
        mo_file(language).write_bytes(as_mo(po, language))
        for sentence in untranslated(catalogue):
            print(f"{language}: {sentence}")
            lacking += 1
    return 1 if lacking else 0


if __name__ == "__main__":
    raise SystemExit(main())
