"""Rows of the Platform Adoption Guide (G1 to G17)."""

import re

from .common import DUE, OWNER, filled, rule, wanted
from .reading import date, is_person, is_total, norm, number, numbers, span


def says(document, pattern, *wanted_):
    """Yields what the section does not say: (what, pattern) pairs."""
    sections = document.find(pattern)
    if not sections:
        yield "has no section"
        return
    text = "\n".join(section.everything() for section in sections)
    for what, expected in wanted_:
        if not re.search(expected, text, re.I):
            yield f"does not say {what}"


@rule("G1", "guide")
def audience(export, document):
    yield from says(
        document,
        r"who (this|it)|audience|is for",
        ("whom it is for", r"\bfor\b"),
        ("whom it is not for", r"not for|should not|out of scope"),
    )
    if not re.search(r"\d+(\.\d+)?\s*(min|h\b|hour|day|week)", document.everything()):
        yield "does not say the time to the first success"


CHECKLIST = (
    r"step|^what|^do\b",
    r"^who|actor|role|done by",
    r"takes|how long|time|minutes|duration",
    r"done when|proof|how (one|you) know",
)


@rule("G2", "guide")
def checklist(export, document):
    tables = document.tables(*CHECKLIST)
    yield from wanted(tables, "step, who, how long and done when")
    rows = [row for table in tables for row in table.body()]
    if tables and not 5 <= len(rows) <= 25:
        yield f"{len(rows)} steps, not 5 to 25"
    for table in tables:
        yield from filled(table, *CHECKLIST)
        for row in table.body():
            if not span(table.get(row, CHECKLIST[2])) and number(table.get(row, CHECKLIST[2])) is None:
                yield f"“{row[0]}”: no length of time"


@rule("G3", "guide")
def first_call(export, document):
    sections = document.find(r"first call|first request|try it")
    if not any(section.fences for section in sections):
        yield "no commands to copy"
    yield from says(
        document,
        r"first call|first request|try it",
        ("the answer one sees", r"answer|see|returns|response|prints"),
        ("what a failure means", r"fail|error|not work|40\d|instead"),
    )


@rule("G4", "guide")
def golden_path(export, document):
    yield from says(
        document,
        r"golden path",
        ("what comes for free", r"free|gives|included|get"),
        ("what leaving costs", r"leav|off the path"),
    )


@rule("G5", "guide")
def shared_responsibility(export, document):
    columns = (r"activity|task|what|responsibility|capability", r"platform", r"product|your team|\bteam")
    tables = document.tables(*columns)
    yield from wanted(tables, "activity, platform and product team")
    for table in tables:
        yield from filled(table, *columns)


@rule("G6", "guide")
def dos_and_donts(export, document):
    sections = document.find(r"\bdos?\b.*\bdon['’]?ts?\b|rules of thumb|good manners")
    if not sections:
        yield "no dos and don'ts"
        return
    rules, text = [], "\n".join(section.everything() for section in sections)
    for section in sections:
        for table in section.tables:
            column = r"because|reason|why"
            if table.column(column) is None:
                yield f"line {table.line}: no column for the reason"
                continue
            yield from filled(table, column)
            rules += table.body()
        for number_, line in section.lines:
            if re.match(r"\s*[-*+]\s", line):
                rules.append(line)
                if not re.search(r"because|\bso that\b|reason|why|: |—|–", line, re.I):
                    yield f"line {number_}: a rule without its reason"
    if len(rules) < 5:
        yield f"{len(rules)} rules, fewer than five"
    for what, pattern in (("do", r"\bdos?\b"), ("don't", r"\bdon['’]?ts?\b|do not|never")):
        if not re.search(pattern, text, re.I):
            yield f"no {what}"


OWNERSHIP = (
    r"component|service|what",
    r"\bteam|owner",
    r"accountable|answers for",
    r"backup|deputy|stand-?in",
    r"channel|reach|contact",
    r"hours|when",
)


@rule("G7", "guide")
def ownership(export, document):
    tables = document.tables(*OWNERSHIP)
    yield from wanted(tables, "component, team, accountable, backup, channel and hours")
    accountable = []
    for table in tables:
        yield from filled(table, *OWNERSHIP)
        for row in table.body():
            person, backup = table.get(row, OWNERSHIP[2]), table.get(row, OWNERSHIP[3])
            accountable.append(norm(person))
            for name in (person, backup):
                if not is_person(name):
                    yield f"“{row[0]}”: “{name}” is not a person"
            if norm(person) == norm(backup):
                yield f"“{row[0]}”: {person} is their own backup"
    if len(accountable) > 3 and len(set(accountable)) == 1:
        yield f"{accountable[0]} is accountable for everything"
    yield from raci(document)


def raci(document):
    """Exactly one who is accountable and somebody who does it, in each row."""
    columns = (r"^responsible|^R$|does it", r"^accountable|^A$")
    named = [table for table in document.tables(*columns) if not table.has(OWNERSHIP)]
    lettered = [
        table
        for section in document.sections
        for table in section.tables
        if table.rows
        and sum(bool(re.fullmatch(r"[RACI](\s*[,/]?\s*[RACI])*", cell)) for cell in table.rows[0]) >= 2
    ]
    yield from wanted(named + lettered, "who is responsible and who is accountable (RACI)")
    for table in named:
        yield from filled(table, *columns)
        for row in table.body():
            if re.search(r",|;|/|&|\band\b", table.get(row, columns[1])):
                yield f"“{row[0]}” has more than one who is accountable"
    for table in lettered:
        for row in table.body():
            letters = "".join(row[1:])
            if letters.count("A") != 1 or "R" not in letters:
                yield f"“{row[0]}” has {letters.count('A')} A and {letters.count('R')} R"


ESCALATION = (
    r"severity|level",
    r"effect|impact|users",
    r"first",
    r"second",
    r"response|answers? within|within",
    r"channel|where|call",
)


@rule("G8", "guide")
def escalation(export, document):
    tables = document.tables(*ESCALATION)
    yield from wanted(tables, "severity, effect on users, first line, second line, response time and channel")
    rows = [(table, row) for table in tables for row in table.body()]
    if tables and len(rows) < 3:
        yield f"{len(rows)} severities, fewer than three"
    for table, row in rows:
        if norm(table.get(row, ESCALATION[2])) == norm(table.get(row, ESCALATION[3])):
            yield f"“{row[0]}”: first and second line are the same"
        if not span(table.get(row, ESCALATION[4])):
            yield f"“{row[0]}”: the response time is no length of time"
    for table in tables:
        yield from filled(table, *ESCALATION)


@rule("G8", "guide", should=True)
def third_line(export, document):
    if not document.tables(*ESCALATION, r"third"):
        yield "no third line"


@rule("G9", "guide")
def support(export, document):
    yield from says(
        document,
        r"^support",
        ("the hours", r"\d{1,2}[:.]\d{2}|\bhours\b|24/7"),
        ("what is supported", r"supported|covers"),
        ("what is not", r"not supported|not cover"),
    )


MIGRATION = (r"\bteam", r"^from|old|today", r"^to\b|new", r"effort|person-days|days", r"owner|^who|leads?\b")
START, END = r"start|begin|from .*date", r"^ends?|finish|until|done by|^to date"


@rule("G10", "guide")
def migration(export, document):
    tables = document.tables(*MIGRATION)
    yield from wanted(tables, "team, from, to, effort and owner")
    total, said = 0, []
    for table in tables:
        yield from filled(table, *MIGRATION)
        if table.column(r"start|ends?$|dates?|when|until") is None:
            yield f"line {table.line}: no dates"
        for row in table.body():
            effort = number(table.get(row, MIGRATION[3]))
            if effort is None:
                yield f"“{row[0]}”: its effort is not a number"
            total += effort or 0
            start, end = date(table.get(row, START)), date(table.get(row, END))
            if not (start and end) and not any(map(date, row)):
                yield f"“{row[0]}” has no dates"
            if start and end and end < start:
                yield f"“{row[0]}” ends before it starts"
        said += [
            table.get(row, MIGRATION[3])
            for row in table.rows
            if is_total(row) and not re.match("wave", row[0], re.I)
        ]
    if not tables:
        return
    text = "\n".join(section.text() for section in document.find(r"migration"))
    said += re.findall(
        r"(?i)total[^.|\n]*?\d[\d,.]*\s*(?:person-)?days?|\d[\d,.]*\s*(?:person-)?days? in (?:all|total)",
        text,
    )
    if not said:
        yield "no total"
    for words in said:
        if f"{total:g}" not in [f"{float(found):g}" for found in numbers(words)]:
            yield f"the efforts add up to {total:g}, not “{words}”"


@rule("G10", "guide", should=True)
def migration_more(export, document):
    for what, pattern in (
        ("the way back", r"back|undo|rollback"),
        ("when the old one goes off", r"\boff\b|switched off|stops"),
    ):
        if not document.tables(*MIGRATION[:3], pattern):
            yield f"no column for {what}"


MEASURES = (r"measure|what", r"baseline|today", r"target", DUE, r"source", OWNER)


@rule("G11", "guide")
def measures(export, document):
    tables = document.tables(r"baseline", *MEASURES)
    yield from wanted(tables, "measure, baseline, target, date, source and owner")
    every = ""
    for table in tables:
        yield from filled(table, *MEASURES)
        for row in table.body():
            every += " ".join(row) + "\n"
            for pattern in (MEASURES[1], MEASURES[2]):
                if number(table.get(row, pattern)) is None:
                    yield f"“{row[0]}”: “{table.get(row, pattern)}” is not a number"
    if tables and not re.search(r"\boutcome", every, re.I):
        yield "no outcome among them"


@rule("G11", "guide", should=True)
def satisfaction(export, document):
    if not re.search(
        r"satisf|survey|\bNPS\b",
        "\n".join(section.everything() for section in document.find(r"measure")),
        re.I,
    ):
        yield "satisfaction is not measured"


@rule("G12", "guide")
def scaling(export, document):
    yield from says(
        document,
        r"scaling|quota",
        ("the quota", r"quota|default"),
        ("how to ask for more", r"ask|request|more"),
        ("how long ahead", r"\d+(\.\d+)?\s*(day|week|month|h\b|hour)"),
    )
    links = [text for section in document.find(r"scaling|quota") for _, text in section.lines]
    if not re.search(r"blueprint\.md", "\n".join(links)):
        yield "no link to the doomsday clock"


@rule("G13", "guide")
def consumer_rules(export, document):
    yield from says(
        document,
        r"rules for|using (the )?api|consumers",
        ("versions", r"version"),
        ("notice", r"notice|months"),
        ("when exceptions end", r"exception"),
    )


@rule("G14", "guide")
def find_an_api(export, document):
    sections = document.find(r"find|catalogue|discover")
    if not sections:
        yield "no section on how to find an API"
        return
    links = "\n".join(
        [text for section in sections for _, text in section.lines]
        + [cell for section in sections for table in section.tables for row in table.raw for cell in row]
    )
    if not re.search(r"\]\([^)]*(contracts/|api-specification\.md)", links):
        yield "no links to contracts"


@rule("G15", "guide", should=True)
def problems(export, document):
    tables = document.tables(r"symptom|see|problem", r"cause|behind", r"cure|do\b|fix|solution")
    yield from wanted(tables, "symptom, cause and cure")


@rule("G16", "guide", should=True)
def feedback(export, document):
    yield from says(
        document,
        r"feedback|contribut|requests",
        ("where requests go", r"request|ask"),
        ("how to contribute", r"contribut"),
        ("where the roadmap is", r"roadmap"),
    )


@rule("G17", "guide", should=True)
def leaving(export, document):
    if not document.find(r"leaving|off-?boarding|moving off"):
        yield "nothing on leaving the platform"
