#!/usr/bin/env python3
"""rubric.py EXPORT...: checks what a program can check of the rubric, in the three documents of an export.

For each document: every row that is a `FAIL`, or a `miss` where it only should hold, with the reasons, and
then the rows that are `ok`. Three misses in one document are a failure. Exit 1 on any failure. It reads only
what was exported and knows nothing of how that was made.
"""

import pathlib
import sys

sys.dont_write_bytecode = True

from rows import api, blueprint, clock, guide  # noqa: F401, E402  (each registers its rows)
from rows.common import DOCUMENTS, RULES  # noqa: E402
from rows.contracts import load  # noqa: E402
from rows.reading import Document  # noqa: E402

MOST_REASONS = 6
MOST_MISSES = 2


class Export:
    def __init__(self, folder):
        self.folder = folder
        self.documents = {key: Document((folder / name).resolve()) for key, name in DOCUMENTS.items()}
        self.contracts = {}

    def contract(self, path):
        """A contract, read once."""
        if path not in self.contracts:
            self.contracts[path] = load(path)
        return self.contracts[path]


def verdict(rule, export, document):
    """What is wrong, each reason once. A row that cannot be read at all does not hold."""
    try:
        return list(dict.fromkeys(rule(export, document)))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        return [f"could not be checked: {error!r}"]


def check(folder):
    missing = [name for name in DOCUMENTS.values() if not (folder / name).is_file()]
    if missing:
        print(f"FAIL  {folder}: no {', no '.join(missing)}")
        return False
    export, good = Export(folder), True
    for key, name in DOCUMENTS.items():
        print(f"{folder / name}")
        found = {}
        for row, documents, should, rule in RULES:
            if key in documents:
                # A row may have several rules.
                found.setdefault((row, should), []).extend(verdict(rule, export, export.documents[key]))
        for (row, should), reasons in found.items():
            if reasons:
                print(f"  {'miss' if should else 'FAIL'}  {row}")
            for reason in reasons[:MOST_REASONS]:
                print(f"          {reason}")
            if len(reasons) > MOST_REASONS:
                print(f"          and {len(reasons) - MOST_REASONS} more")
        holds = [
            f"{row} (should)" if should else row for (row, should), reasons in found.items() if not reasons
        ]
        print(f"  ok    {', '.join(holds)}")
        misses = sum(bool(reasons) for (_, should), reasons in found.items() if should)
        good &= not any(reasons for (_, should), reasons in found.items() if not should)
        if misses > MOST_MISSES:
            print(f"  FAIL  {misses} rows that should hold do not")
            good = False
    return good


def main():
    folders = [pathlib.Path(name) for name in sys.argv[1:]]
    if not folders:
        sys.exit(__doc__)
    results = [check(folder) for folder in folders]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
