"""Reads CODEOWNERS files as GitHub and GitLab document them: on each line a pattern and at least one owner, which
is a login, a team or a mail address. A pattern stands once, and none takes away from the ones above it.

Usage: codeowners.py FILE...
"""

import re
import sys
from pathlib import Path

OWNER = re.compile(r"@[\w-]+(/[\w-]+)*|[^@\s]+@[^@\s]+\.[^@\s]+", re.ASCII)
PATTERN = re.compile(r"\*|/?[\w.*-]+(/[\w.*-]+)*/?", re.ASCII)


def faults(path):
    text = Path(path).read_text(encoding="utf-8")
    if len(text.encode()) > 3_000_000:
        yield "is larger than GitHub reads"
    seen = []
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        pattern, *owners = line.split()
        if not PATTERN.fullmatch(pattern):
            yield f"{number}: {pattern} is no pattern"
        if not owners:
            yield f"{number}: {pattern} has no owner"
        for owner in owners:
            if not OWNER.fullmatch(owner):
                yield f"{number}: {owner} is no owner"
        if pattern in seen:
            yield f"{number}: {pattern} stands twice"
        if pattern == "*" and seen:
            yield f"{number}: {pattern} takes away from the lines above"
        seen.append(pattern)
    if not seen:
        yield "says nothing"


found = [f"{path}:{fault}" for path in sys.argv[1:] for fault in faults(path)]
print("\n".join(found), file=sys.stderr)
sys.exit(bool(found))
