"""Rows of the Platform Architecture Blueprint (B1 to B16; B9 is in `clock`)."""

import re

from .common import DUE, NEXT, OWNER, children, fact, filled, rule, wanted
from .diagram import flowcharts
from .reading import Document, blank, date, norm, plain

COMPONENTS = (r"^(component|name|service)", r"responsib", r"owner|team", r"lifecycle|state|status")
CONNECTIONS = (
    r"^from|caller|source",
    r"^to\b|callee|destination",
    r"protocol",
    r"mode|sync",
    r"authen|authn",
    r"authori[sz]|authz",
)


def components(document):
    """The names in the component tables."""
    return [table.get(row, COMPONENTS[0]) for table in document.tables(*COMPONENTS) for row in table.body()]


def connections(document):
    return [(table, row) for table in document.tables(*CONNECTIONS[:3]) for row in table.body()]


@rule("B1", "blueprint")
def context(export, document):
    sections = document.find(r"context|scope|purpose")
    if not sections:
        yield "no section on context and scope"
        return
    text = "\n".join(section.everything() for section in sections)
    for what, pattern in (
        ("users", r"\busers?\b|\bserves?\b|user group"),
        ("systems", r"\bsystems?\b"),
        ("what is out of scope", r"out of scope|not in scope"),
    ):
        if not re.search(pattern, text, re.I):
            yield f"says nothing of {what}"


@rule("B2", "blueprint")
def diagram(export, document):
    charts = list(flowcharts(document))
    if not charts:
        yield "no flowchart of the layers"
        return
    drawn = set()
    for section, line, chart in charts:
        drawn |= {chart.name(node) for node in chart.labels}
        nodes = set(chart.labels) | {end for edge in chart.edges for end in edge[:2]}
        if not chart.title:
            yield f"line {line}: no title"
        if not chart.groups:
            yield f"line {line}: no boundaries (subgraphs)"
        if len(nodes) > 40:
            yield f"line {line}: {len(nodes)} nodes, more than 40"
        if not re.search(
            r"\b(today|target|current|as[- ]is|to[- ]be|planned)\b", chart.title + section.text(), re.I
        ):
            yield f"line {line}: not said whether it shows today or the target"
    for name in components(document):
        if norm(name) not in drawn:
            yield f"“{name}” is in the component table and not in the diagram"


@rule("B3", "blueprint")
def edges(export, document):
    known = {norm(name) for name in components(document)}
    listed = {}
    for table, row in connections(document):
        pair = norm(table.get(row, CONNECTIONS[0])), norm(table.get(row, CONNECTIONS[1]))
        listed.setdefault(pair, []).append(table.get(row, CONNECTIONS[2]))
    drawn = set()
    for _, line, chart in flowcharts(document):
        if not chart.edges:
            yield f"line {line}: no edges"
        for start, end, text, directed in chart.edges:
            pair = chart.name(start), chart.name(end)
            here = f"line {line}: {pair[0]} to {pair[1]}"
            drawn.add(pair)
            if not directed:
                yield f"{here} has no direction"
            if pair in listed:
                protocol = next((p for p in listed[pair] if norm(p) in norm(text)), None)
                if protocol is None:
                    yield f"{here}: the label does not name its protocol ({listed[pair][0]})"
                elif not re.search(r"[a-z]{3}", norm(text).replace(norm(protocol), "")):
                    yield f"{here}: the label does not say what for"
            elif known.issuperset(pair):
                yield f"{here} is drawn, but not in the table of connections"
            elif len(re.findall(r"\w+", text)) < 2:
                yield f"{here}: the label does not say purpose and protocol"
    for pair in listed:
        if drawn and pair not in drawn:
            yield f"{pair[0]} to {pair[1]} is in the table of connections, but not drawn"


@rule("B4", "blueprint")
def component_table(export, document):
    tables = document.tables(*COMPONENTS)
    yield from wanted(tables, "component, responsibility, owner and lifecycle")
    for table in tables:
        yield from filled(table, *COMPONENTS)
        for row in table.body():
            said = table.get(row, COMPONENTS[1])
            if len(said.split()) < 3 or re.search(r"[.!?]\s+\S", said):
                yield f"the responsibility of “{row[0]}” is not one sentence"
            if not re.search(r"\b(exists?|build|buy|bought|retire)\b", table.get(row, COMPONENTS[3]), re.I):
                yield f"the lifecycle of “{row[0]}” is not exists, build, buy or retire"
            if re.fullmatch(
                r"(the )?(team|teams|everyone|all|shared|several)", norm(table.get(row, COMPONENTS[2]))
            ):
                yield f"“{row[0]}” is owned by nobody in particular"
    names = [norm(name) for name in components(document)]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"“{name}” is listed twice"


@rule("B4", "blueprint", should=True)
def component_table_more(export, document):
    for what, pattern in (
        ("technology", r"technolog|runs on|built with"),
        ("what a component depends on", r"depends|needs|uses"),
    ):
        if not document.tables(COMPONENTS[0], pattern):
            yield f"no column for {what}"


@rule("B5", "blueprint")
def communication(export, document):
    tables = document.tables(*CONNECTIONS)
    yield from wanted(tables, "from, to, protocol, sync or async, authentication and authorization")
    # Users and outside systems stand in the tables of the context.
    known = {norm(name) for name in components(document)}
    context = document.find(r"context|scope")
    known |= {norm(row[0]) for section in context for table in section.tables for row in table.rows if row}
    for table in tables:
        yield from filled(table, *CONNECTIONS)
        for row in table.body():
            if not re.search(r"\ba?sync", table.get(row, CONNECTIONS[3]), re.I):
                yield f"{row[0]} to {row[1]}: neither sync nor async"
            for end in (table.get(row, CONNECTIONS[0]), table.get(row, CONNECTIONS[1])):
                if norm(end) not in known:
                    yield f"“{end}” is at one end of a connection, and described nowhere"


@rule("B5", "blueprint", should=True)
def communication_more(export, document):
    for what, pattern in (("timeout", r"timeout"), ("retry", r"retr(y|ies)"), ("failure", r"fail|when down")):
        if not document.tables(*CONNECTIONS[:2], pattern):
            yield f"no column for {what}"


# The 13 capability domains of the CNCF Platforms White Paper, then flags and configuration.
DOMAINS = {
    "web portals": r"portal",
    "APIs for provisioning": r"\bAPIs?\b|provision",
    "templates and docs": r"templates?|golden[- ]path",
    "build and test": r"\bbuild\b.*\btest",
    "delivery": r"deliver|verif",
    "development environments": r"environment",
    "observability": r"observab",
    "infrastructure services": r"infrastructure",
    "data services": r"\bdata\b",
    "messaging": r"messag|event",
    "identity and secrets": r"identity|secret",
    "security": r"security",
    "artifact storage": r"artifact|artefact",
    "feature flags": r"feature flag|\bflags\b",
    "configuration": r"configur",
}


@rule("B6", "blueprint")
def core_services(export, document):
    tables = document.tables(
        r"offer|answer|status|provided|what the platform does",
        r"reason|why|because",
        within=r"core services|capabilit",
    )
    yield from wanted(tables, "an answer and a reason for each capability domain")
    rows = [(table, row) for table in tables for row in table.body()]
    for name, pattern in DOMAINS.items():
        answers = [
            (table, row) for table, row in rows if any(re.search(pattern, cell, re.I) for cell in row[:2])
        ]
        if tables and not answers:
            yield f"nothing on {name}"
        elif tables and not any(
            re.search(r"offered|planned|bought|manual|left to|teams", " ".join(row), re.I)
            for _, row in answers
        ):
            yield f"{name}: neither offered, planned, bought, manual nor left to teams"
    for table in tables:
        yield from filled(table, r"reason|why|because")


@rule("B7", "blueprint")
def boundaries(export, document):
    columns = (r"platform", r"product|\bteam", r"neither|nobody|no one")
    tables = document.tables(*columns, within=r"boundar")
    yield from wanted(tables, "what the platform does, what a product team does and what neither may do")
    for table in tables:
        yield from filled(table, *columns)


QUALITY = (
    r"indicator|measured",
    r"target|objective",
    r"window|over|period",
    r"today|now|current",
    r"owner|^who",
)


@rule("B8", "blueprint")
def qualities(export, document):
    tables = document.tables(*QUALITY)
    yield from wanted(tables, "indicator, target, window, today and owner")
    every = ""
    for table in tables:
        yield from filled(table, *QUALITY)
        for row in table.body():
            every += " ".join(row[:2]) + "\n"
            if not re.search(r"\d\s*[%‰\w/]", re.sub(r"\d(?=\d)", "", table.get(row, QUALITY[1]))):
                yield f"the target of “{row[0]}” is not a number with a unit"
    for kind, pattern in (
        ("performance", "performance"),
        ("reliability", "reliab"),
        ("privacy", "privacy"),
        ("safety or security", "safety|security"),
    ):
        if tables and not re.search(pattern, every, re.I):
            yield f"no target for {kind}"


def options(sections):
    """How many options a decision shows: as rows, as a series in one line, or as items below the word."""
    for section in sections:
        for table in section.tables:
            if table.column(r"option") is not None and len(table.head) > 2:
                return len(table.rows)
    if said := fact(sections, r"option"):
        return len([part for part in re.split(r";|,| / |\bor\b", said) if part.strip()])
    count, below = 0, False
    for section in sections:
        below = below or bool(re.search(r"option", section.title, re.I))
        for _, line in section.lines:
            item = re.match(r"\s*([-*+]|\d+\.)\s", line)
            below = bool(re.search(r"\boptions?\b", line, re.I)) if line.strip() and not item else below
            # A list that marks the chosen one is a list of options, too.
            count += bool(item and (below or "(chosen)" in section.text()))
    return count


@rule("B10", "blueprint")
def decisions(export, document):
    listed = children(document, r"^decisions")
    tables = document.tables(
        r"^decision", r"option", r"reason|why|because", r"price|cost|given up|consequence"
    )
    if not listed and not tables:
        yield "no decisions with options, reason and price"
    for table in tables:
        yield from filled(table, r"option", r"reason|why|because", r"price|cost|given up|consequence")
        for row in table.body():
            if (
                len(
                    [
                        part
                        for part in re.split(r";|,| / |<br>|\bor\b", table.get(row, r"option"))
                        if part.strip()
                    ]
                )
                < 2
            ):
                yield f"“{row[0]}” had one option"
    for sections in listed if not tables else []:
        text = "\n".join(section.everything() for section in sections)
        title = sections[0].title
        if options(sections) < 2:
            yield f"“{title}” does not show two options"
        for what, pattern in (
            ("reason", r"reason|because|why"),
            ("price", r"price|costs?\b|given up|consequence"),
        ):
            if not re.search(pattern, text, re.I):
                yield f"“{title}” gives no {what}"


@rule("B10", "blueprint")
def decision_records(export, document):
    """Records that were exported beside the blueprint are valid MADR 4."""
    for path in sorted((export.folder / "decisions").glob("*.md")):
        record = Document(path.resolve())
        front = record.source.split("---", 2)[1] if record.source.startswith("---") else ""
        for key in ("status", "date", "decision-makers"):
            if not re.search(rf"(?m)^{key}:\s*\S", front):
                yield f"{path.name}: no {key}"
        for title in ("Context and Problem Statement", "Considered Options", "Decision Outcome"):
            if not record.find(f"^{title}$"):
                yield f"{path.name}: no “{title}”"
        considered = [line for section in record.find("^Considered Options$") for _, line in section.lines]
        names = [norm(plain(line[2:])) for line in considered if re.match(r"[-*+] ", line)]
        if len(names) < 2:
            yield f"{path.name}: {len(names)} options"
        outcome = "\n".join(section.text() for section in record.find("^Decision Outcome$"))
        chosen = re.search(r"Chosen option:\s*[\"“](.+?)[\"”],?\s+because", plain(outcome), re.S)
        if not chosen:
            yield f"{path.name}: no chosen option with its reason"
        elif norm(chosen[1]) not in names:
            yield f"{path.name}: “{chosen[1]}” was not considered"


@rule("B11", "blueprint")
def trade_offs(export, document):
    columns = (r"position|stand|where", r"given? up|gives up|price|cost", r"again|revisit|reopen")
    tables = document.tables(*columns, within=r"trade-?offs?")
    yield from wanted(tables, "position, what is given up and what makes us look again")
    for table in tables:
        yield from filled(table, *columns)
    every = " ".join(row[0] for table in tables for row in table.body())
    for axis in ("coupling", "standard", "abstraction", "future"):
        if tables and not re.search(axis, every, re.I):
            yield f"nothing on the axis of {axis}"


RISKS = (r"likelihood|probability", r"impact", r"mitigation|response|done about", r"owner|^who", DUE)
GRADES = {"low": 1, "medium": 2, "high": 3}


@rule("B12", "blueprint")
def risks(export, document):
    tables = document.tables(*RISKS)
    yield from wanted(tables, "likelihood, impact, mitigation, owner and due date")
    for table in tables:
        yield from filled(table, *RISKS)
        weights = [
            GRADES.get(norm(table.get(row, RISKS[0])), 0) * GRADES.get(norm(table.get(row, RISKS[1])), 0)
            for row in table.body()
        ]
        if all(weights) and weights != sorted(weights, reverse=True):
            yield f"line {table.line}: not in the order of priority"
        for row in table.body():
            if re.search(r"\bas needed\b|\bmonitor the situation\b|^none$", table.get(row, RISKS[2]), re.I):
                yield f"“{row[0]}” is not mitigated"
    for section in document.sections:
        if re.search(r"accepted", section.title, re.I):
            columns = (r"reason|why|because", r"\bby\b|who|name|owner")
            for table in section.tables:
                if table.has(columns):
                    yield from filled(table, *columns)
                else:
                    yield f"line {table.line}: accepted without a reason and a name"


@rule("B13", "blueprint")
def dependencies(export, document):
    text = "\n".join(section.everything() for section in document.find(r"dependenc"))
    for what, pattern in (
        ("single points of failure", r"single point"),
        ("single people", r"single (person|people)|one person|only person|knows? (it )?alone|backup"),
        ("cycles", r"cycles?|circular|call each other"),
        ("versioning", r"version"),
    ):
        if not re.search(pattern, text, re.I):
            yield f"says nothing of {what}"


@rule("B14", "blueprint", should=True)
def regions(export, document):
    text = document.everything()
    for what in ("region", "tenan", "hybrid|cloud|hosting"):
        if not re.search(what, text, re.I):
            yield f"says nothing of {what.split('|')[0]}"


@rule("B15", "blueprint", should=True)
def next_steps(export, document):
    tables = document.tables(r"action|what|step", OWNER, DUE, within=NEXT)
    yield from wanted(tables, "what happens next, who and when")
    for table in tables:
        days = [day for row in table.body() if (day := date(table.get(row, DUE)))]
        if days != sorted(days):
            yield f"line {table.line}: not in the order of its dates"


@rule("B16", "blueprint", should=True)
def glossary(export, document):
    sections = document.find(r"glossary|terms")
    if not any(section.tables or not blank(section.text()) for section in sections):
        yield "no terms"
