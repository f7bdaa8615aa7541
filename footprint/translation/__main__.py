"""Renew the catalogues from the code, or check them."""

from __future__ import annotations

import argparse
import sys

from footprint.translation.catalogues import TRANSLATED, compiled, faults, path_of, read, renewed
from footprint.translation.sentences import sentences


def main() -> int:
    """Write the catalogues, or with ``--check`` only say what is missing or stale; return 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    said = sentences()
    found = []
    for language in TRANSLATED:
        known = read(language)
        found += faults(language, said, known)
        for ending, content in (("po", renewed(language, said, known)), ("mo", compiled(language, said, known))):
            path = path_of(language, ending)
            if check and (not path.exists() or path.read_bytes() != content):
                found.append(f"{language}: {path.name} is stale: run python -m footprint.translation")
            elif not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    sys.stdout.write("".join(f"{fault}\n" for fault in found))
    sys.stdout.write(f"{len(said)} sentences, {len(found)} faults\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
