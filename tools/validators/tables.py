"""Reads CSV files as strictly as Python can: one heading a column, no row longer or shorter, no formula.

Usage: tables.py FILE...
"""

import csv
import sys
from pathlib import Path

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def faults(path):
    text = Path(path).read_bytes().decode("utf-8")
    if text.startswith("\ufeff"):
        yield "begins with a byte order mark"
    if not text.endswith("\r\n"):
        yield "does not end with CRLF"
    rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
    if len(rows) < 2:
        yield "has no rows"
        return
    headings = rows[0]
    if len({heading.lower() for heading in headings}) != len(headings):
        yield f"has two columns of one name: {headings}"
    if not all(heading.strip() for heading in headings):
        yield "has a column without a name"
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(headings):
            yield f"row {number} has {len(row)} cells, not {len(headings)}"
        for cell in row:
            if cell.startswith(FORMULA) and not is_number(cell):
                yield f"row {number} has a formula: {cell!r}"
    first = [row[0] for row in rows[1:]]
    if headings[0] == "Id" and len(set(first)) != len(first):
        yield "uses an id twice"


found = [f"{path}: {fault}" for path in sys.argv[1:] for fault in faults(path)]
print("\n".join(found), file=sys.stderr)
sys.exit(bool(found))
