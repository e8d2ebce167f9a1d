"""The registry of rows, and the rows that hold for every document (C1 to C8)."""

import re
import statistics
import urllib.parse

from .reading import (
    DATE,
    blank,
    date,
    dates,
    is_person,
    is_total,
    norm,
    number,
    numbers,
    plain,
    sentences,
    span,
)

RULES = []
DOCUMENTS = {"blueprint": "blueprint.md", "api": "api-specification.md", "guide": "adoption-guide.md"}


def rule(row, *documents, should=False):
    """Registers a function(export, document) that yields what is wrong; what yields nothing holds."""

    def register(check):
        RULES.append((row, documents or tuple(DOCUMENTS), should, check))
        return check

    return register


# ---- what several rows need

DUE = r"\bdue\b|^by\b|^date|until|deadline|^when$|by when|last .*(day|start)|start by"
OWNER = r"owner|^who\b|answer(s|ed) by|decided by|decider|accountable|responsible|picked up by|^person"


def wanted(found, what):
    """Yields that a table is absent, in words."""
    if not found:
        yield f"no table with {what}"
    elif not any(table.body() for table in found):
        yield f"the table with {what} has no rows"


def filled(table, *patterns):
    """Yields each blank cell in these columns."""
    for row in table.body():
        for pattern in patterns:
            if blank(table.get(row, pattern)):
                heading = table.head[table.column(pattern)]
                yield f"line {table.line}: “{row[0]}” has no “{heading}”"


def fact(sections, pattern):
    """What the sections say about something: beside it in a table, below it in a column, or after a label."""
    for section in sections:
        for table in section.tables:
            for row in table.rows:
                if len(row) > 1 and re.search(pattern, row[0], re.I) and len(table.head) == 2:
                    return row[1]
            at = table.column(pattern)
            if at is not None and len(table.head) > 2 and table.rows:
                return table.rows[0][at]
        for _, text in section.lines:
            label = re.match(r"([^:]{2,60}?):\s+(.+)", plain(text.lstrip("-*> ")))
            if label and re.search(pattern, label[1], re.I):
                return label[2]
    return ""


def children(document, pattern):
    """The sections right below the one whose title fits, each with everything below it."""
    whole = document.find(pattern)
    return [document.under(section) for section in whole[1:] if section.level == whole[0].level + 1]


# ---- the rows


@rule("C1")
def control_data(export, document):
    head = [
        section for section in document.sections if re.search(r"control|^$|document", section.title, re.I)
    ]
    head += [section for section in document.sections if section.level == 1]
    if not is_person(fact(head, r"^(document )?owner|^owned by")):
        yield "no named person as owner"
    status = fact(head, r"^status")
    if not re.search(r"draft|review|approved|final|published|superseded", status, re.I):
        yield f"no status ({status or 'nothing'})"
    if not date(fact(head, r"^date|^last (changed|updated)|^as of|^exported|^issued")):
        yield "no date"


@rule("C1", should=True)
def control_data_more(export, document):
    head = [
        section for section in document.sections if re.search(r"control|^$|document", section.title, re.I)
    ]
    head += [section for section in document.sections if section.level == 1]
    if not re.search(r"\d", fact(head, r"^version")):
        yield "no version"
    if not date(fact(head, r"review")):
        yield "no date of the next review"
    if blank(fact(head, r"session|workshop|sitting")):
        yield "not said from which session"


PLACEHOLDER = re.compile(
    r"\b(TBD|TBC|TODO|FIXME|XXX|TKTK|lorem ipsum|not (yet )?(provided|specified|filled in)|coming soon"
    r"|to be (defined|decided|determined|confirmed|done|filled)|insert \w+ here|your \w+ here|placeholder)\b"
    r"|\{[^}\n]*\}|<[a-z][a-z _-]*>(?!.*</)|\[(your|name|date|insert)[^\]]*\](?!\()",
    re.I,
)


@rule("C2")
def placeholders(export, document):
    fenced = {
        number + at
        for section in document.sections
        for number, _, text in section.fences
        for at in range(text.count("\n") + 2)
    }
    for line, text in enumerate(document.source.split("\n"), 1):
        # Code may hold `{invoice_id}` and <T>, but a TODO is one anywhere.
        bare = re.sub(r"`[^`]*`|<br\s*/?>|<https?:[^>]*>", "", text)
        found = PLACEHOLDER.search("" if line in fenced else bare) or re.search(r"\b(TBD|TODO|FIXME)\b", text)
        if found:
            yield f"line {line}: “{found[0]}”"


@rule("C3")
def emptiness(export, document):
    for at, section in enumerate(document.sections[1:], 1):
        following = document.sections[at + 1] if at + 1 < len(document.sections) else None
        says = section.text().strip() or section.tables or section.fences
        if not says and not (following and following.level > section.level):
            yield f"line {section.line}: nothing below “{section.title}”"
        for table in section.tables:
            if not table.rows:
                yield f"line {table.line}: a table without rows"
            if table.ragged:
                yield f"line {table.line}: {table.ragged} rows with another number of cells than the heading"
            every = [cell for row in table.rows if not is_total(row) for cell in row]
            empty = sum(map(blank, every))
            if every and empty * 4 > len(every):
                yield f"line {table.line}: {empty} of {len(every)} cells are blank"
    seen = {}
    for section in document.sections:
        # `**Decided by:** ...` is a cell that stands in a line of its own.
        for sentence in sentences(re.sub(r"(?m)^\W*\*\*[^*\n]+:\*\*.*$", "", section.text())):
            if len(sentence.split()) >= 5:
                seen[norm(sentence)] = seen.get(norm(sentence), 0) + 1
    for sentence, times in seen.items():
        if times >= 3:
            yield f"said {times} times: “{sentence[:70]}”"


def anchors(document):
    """The anchors of its headings, as GitHub makes them."""
    taken, result = {}, set()
    for section in document.sections[1:]:
        slug = re.sub(r"[^\w\- ]", "", section.title.lower()).replace(" ", "-")
        result.add(f"{slug}-{taken[slug]}" if slug in taken else slug)
        taken[slug] = taken.get(slug, 0) + 1
    return result


@rule("C4")
def headings_and_links(export, document):
    levels = [section.level for section in document.sections[1:]]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of level 1"
    for previous, section in zip(document.sections, document.sections[1:], strict=False):
        if section.level > previous.level + 1:
            yield f"line {section.line}: “{section.title}” skips a level"
    known = {other.path: anchors(other) for other in export.documents.values()}
    words = re.sub(r"`[^`\n]*`", "", "\n".join(document.linked()))
    targets = re.findall(r"\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)", words) + re.findall(
        r"(?m)^\[[^\]]+\]:\s*(\S+)", words
    )
    for target in targets:
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            continue
        name, _, anchor = urllib.parse.unquote(target).partition("#")
        path = (document.path.parent / name).resolve() if name else document.path
        if not path.exists():
            yield f"link to “{target}”: no such file"
        elif anchor and anchor not in known.get(path, {anchor} if path.suffix != ".md" else set()):
            yield f"link to “{target}”: no such heading"


@rule("C5")
def summary(export, document):
    sections = document.find(r"summary|at a glance")
    if not sections:
        yield "no executive summary"
        return
    text = "\n".join(section.everything() for section in sections)
    words = len(re.findall(r"\w[\w’'-]*", plain("\n".join(section.text() for section in sections))))
    if not 40 <= words <= 320:
        yield f"{words} words, not 40 to 320"
    body = document.everything(without=sections)
    found = set(numbers(DATE.sub("", plain(text))))
    if len(found) < 3:
        yield f"{len(found)} numbers, fewer than three"
    missing = sorted(found - set(numbers(plain(body))), key=float)
    missing += sorted(map(str, set(dates(text)) - set(dates(body))))
    if missing:
        yield f"not found again in the body: {', '.join(missing)}"
    if not date(text):
        yield "no date in it: what forces action next?"


# What a table is about, told by its headings; each such row needs a person and a date.
NEXT = r"what happens next|next steps|^actions"
ACCOUNTED = {
    "risk": (r"likelihood|probability", r"impact"),
    "limit": (r"lead", r"growth"),
    "measure": (r"baseline", r"target", r"source"),
    "question": (r"^(open )?question", OWNER),
    "action": (r"^(action|what (happens|is done))", OWNER),
    "decision": (r"^decision", OWNER),
}


@rule("C6")
def person_and_date(export, document):
    for what, columns in ACCOUNTED.items():
        for table in document.tables(*columns):
            if table.column(columns[0]) > 1 and what in ("question", "action", "decision"):
                continue  # it mentions one, it does not list them
            for row in table.body():
                here = f"line {table.line}: {what} “{row[0][:40]}”"
                if not any(
                    is_person(cell)
                    for head, cell in zip(table.head, row, strict=False)
                    if re.search(OWNER, head, re.I)
                ):
                    yield f"{here} has no person"
                if not any(date(cell) for cell in row):
                    yield f"{here} has no date"
    for table in document.tables(r"what|step", OWNER, within=NEXT):
        for row in table.body():
            if not is_person(table.get(row, OWNER)) or not any(map(date, row)):
                yield f"line {table.line}: “{' | '.join(row)[:60]}” lacks a person or a date"
    if document.tables(*ACCOUNTED["decision"]):
        return
    for sections in children(document, r"^decisions"):
        text = "\n".join(section.everything() for section in sections)
        if not date(text):
            yield f"decision “{sections[0].title}” has no date"
        said = re.search(r"decided by (.+?)(?: on |[,.]|$)", plain(text), re.I)
        if not is_person(fact(sections, r"decided by|decider|who|owner") or (said[1] if said else "")):
            yield f"decision “{sections[0].title}” has no person"


@rule("C7")
def open_questions(export, document):
    sections = [
        section
        for section in document.sections
        if re.search(r"open questions|not (yet )?decided", section.title, re.I)
    ]
    if len(sections) != 1:
        yield f"{len(sections)} sections for open questions, not one"
        return
    tables = [table for section in document.under(sections[0]) for table in section.tables]
    tables = [table for table in tables if table.column(r"question") is not None] or sections[0].tables
    if not tables:
        if not re.search(r"\bno\b.*\bopen\b|\bnone\b|\bnothing\b|\bno open\b", sections[0].text(), re.I):
            yield "neither questions nor the word that none is open"
        return
    columns = (
        r"question",
        r"wait|block|needed|hold|affect|feeds",
        r"who|owner|answer",
        r"\bby\b|when|due|date",
    )
    for table in tables:
        for pattern, name in zip(
            columns, ("question", "what waits for it", "who answers", "by when"), strict=True
        ):
            if table.column(pattern) is None:
                yield f"no column for {name}"
            else:
                yield from filled(table, pattern)
        asked = [norm(row[0]) for row in table.rows]
        for question in sorted({text for text in asked if asked.count(text) > 1}):
            yield f"asked twice: “{question}”"


SELLING = re.compile(
    r"\b(world[- ]class|best[- ]in[- ]class|cutting[- ]edge|state[- ]of[- ]the[- ]art|seamless(ly)?"
    r"|revolutionary|game[- ]chang\w+|next[- ]generation|synerg\w+|empower\w*|unlock\w*|supercharg\w*"
    r"|effortless(ly)?|leverag(e|es|ing) (the|our|its)|robust|blazing\w*)\b",
    re.I,
)


@rule("C8", should=True)
def style(export, document):
    lengths = [
        len(s.split())
        for section in document.sections
        for s in sentences(section.text())
        if len(s.split()) >= 4
    ]
    if lengths and statistics.median(lengths) > 25:
        yield f"the median sentence has {statistics.median(lengths):g} words"
    for line, text in document.prose():
        if found := SELLING.search(text):
            yield f"line {line}: “{found[0]}” sells"


@rule("sums")
def arithmetic(export, document):
    """Not a row of its own: what a reader with a calculator would find."""
    for section in document.sections:
        for table in section.tables:
            parts = table.body()
            for row in (row for row in table.rows if is_total(row) and not re.match("wave", row[0], re.I)):
                for at, cell in enumerate(row[1:], 1):
                    values = [number(part[at]) for part in parts]
                    if number(cell) is None or date(cell) or None in values:
                        continue
                    # Rounded parts may miss a rounded total by half a unit each.
                    off = abs(sum(values) - number(cell))
                    if off > 0.05 * len(values) + (
                        0.5 * len(values) if "." not in cell and any(v % 1 for v in values) else 0
                    ):
                        yield f"line {table.line}: “{table.head[at]}” adds up to {sum(values):g}, not {cell}"
            yield from lost_hours(table)


PER_WEEK = {"d": 5, "w": 1, "m": 12 / 52, "q": 4 / 52, "y": 1 / 52}


def lost_hours(table):
    """People × time × frequency = hours a week."""
    columns = (r"^people", r"lost|each time|time", r"how often|frequency", r"hours?.*(week|/)|h/week")
    if not table.has(columns):
        return
    for row in table.body():
        people, each, often, said = (table.get(row, pattern) for pattern in columns)
        if blank(said):
            continue  # an open question
        length = span(each)
        rate = re.search(
            r"([\d.]+)\s*(?:×|times|x)?\s*(?:/|an?\s|per\s)\s*(day|week|month|quarter|year)", often
        )
        if not (length and rate and number(people) is not None and number(said) is not None):
            yield f"line {table.line}: cannot redo the hours of “{row[0][:40]}”"
            continue
        count, unit = length
        # Time that somebody loses is working time: eight hours a day, five days a week.
        hours = count * {"m": 1 / 60, "h": 1, "d": 8, "w": 40}.get(unit, 520 / 3)
        hours *= number(people) * float(rate[1]) * PER_WEEK[rate[2][0]]
        if abs(hours - number(said)) > max(0.6, hours * 0.01):
            yield f"line {table.line}: “{row[0][:40]}” costs {hours:.1f} hours a week, not {said}"
