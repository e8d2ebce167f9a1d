"""Checks the files that Jira's CSV import and importers of GitHub issues take in.

Jira wants a heading row with Summary, no punctuation in headings, days in one format, priorities and labels that
exist or can be made; GitHub a title of at most 256 characters, a body, labels of at most 50, and logins.

Usage: actions.py actions.csv actions-github.csv
"""

import csv
import re
import sys
from datetime import date

JIRA = ["Summary", "Description", "Assignee", "Due date", "Priority", "Labels", "Issue Type"]
PRIORITIES = {"Highest", "High", "Medium", "Low", "Lowest"}
GITHUB = ["title", "body", "labels", "assignee"]
LOGIN = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}")


def rows(path, headings):
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if reader.fieldnames != headings:
            yield 1, {}, [f"the headings are {reader.fieldnames}"]
        for row in reader:
            yield reader.line_num, row, []


def jira(row):
    if not row["Summary"] or len(row["Summary"]) > 255 or "\n" in row["Summary"]:
        yield "the summary is missing, too long or more than a line"
    if not row["Assignee"] or not row["Description"]:
        yield "somebody to do it, or the reason, is missing"
    date.fromisoformat(row["Due date"])
    if row["Priority"] not in PRIORITIES:
        yield f"{row['Priority']} is no priority"
    if not row["Labels"] or " " in row["Labels"]:
        yield f"{row['Labels']!r} is no label"
    if row["Issue Type"] != "Task":
        yield f"{row['Issue Type']} is no type that every project has"


def github(row):
    if not row["title"] or len(row["title"]) > 256 or "\n" in row["title"]:
        yield "the title is missing, too long or more than a line"
    if not row["body"].startswith("Due: ") or len(row["body"]) > 65_536:
        yield "the body is too long, or does not say by when"
    if any(not label or len(label) > 50 for label in row["labels"].split(",")):
        yield f"{row['labels']!r} are no labels"
    if row["assignee"] and not LOGIN.fullmatch(row["assignee"]):
        yield f"{row['assignee']} is no login"


found = []
counts = []
for path, headings, check in zip(sys.argv[1:], [JIRA, GITHUB], [jira, github], strict=True):
    count = 0
    for line, row, faults in rows(path, headings):
        count += 1
        try:
            found += [f"{path}:{line}: {fault}" for fault in [*faults, *(check(row) if row else [])]]
        except ValueError as error:
            found.append(f"{path}:{line}: {error}")
    counts.append(count)
if len(set(counts)) != 1 or 0 in counts:
    found.append(f"{sys.argv[1:]} do not hold the same tasks: {counts}")
print("\n".join(found), file=sys.stderr)
sys.exit(bool(found))
