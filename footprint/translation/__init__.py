"""Keeping the catalogues of ``footprint/locale``: what is said, extracted from the code; what is missing; compiled.

    python -m footprint.translation            renew the .po files from the code, then compile the .mo files
    python -m footprint.translation --check    say what is missing or stale; exit code 1 if anything is

A leaf, for those who change sentences: it needs Babel, which comes with ``pip install -e ".[dev]"``.
"""
