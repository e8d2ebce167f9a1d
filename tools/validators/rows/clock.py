"""The doomsday clock of the blueprint (B9), with its arithmetic redone."""

import math
import re

from .common import fact, filled, rule, wanted
from .reading import DAYS, before, date, number, span

LIMIT_DATE = r"runs? out|limit (date|reached|hit)|reach|exhaust|hits"
CLOCK = (
    r"today|^now|used|current",
    r"hard|^limit$|ceiling|capacity",
    r"growth|grows",
    LIMIT_DATE,
    r"lead",
    r"last .*(day|start)|start by|latest start",
    r"owner|^who",
)


@rule("B9", "blueprint")
def doomsday(export, document):
    tables = document.tables(*CLOCK)
    yield from wanted(
        tables, "today, hard limit, growth, limit date, lead time, last responsible day and owner"
    )
    for table in tables:
        yield from filled(table, *CLOCK)
        for row in table.body():
            end, last, lead = (
                date(table.get(row, CLOCK[3])),
                date(table.get(row, CLOCK[5])),
                span(table.get(row, CLOCK[4])),
            )
            if end is None and re.search(
                r"never|not (within|reached|in sight)|beyond", table.get(row, CLOCK[3]), re.I
            ):
                continue
            if not (end and last and lead):
                yield f"“{row[0]}”: limit date, lead time or last day cannot be read"
                continue
            right = before(end, lead)
            if slack := span(table.get(row, r"buffer|slack")):
                right = {day for earlier in right for day in before(earlier, slack)}
            if all(abs((last - day).days) > 1 for day in right):
                yield f"“{row[0]}”: {end} less its lead time is {min(right)}, not {last}"


@rule("B9", "blueprint", should=True)
def doomsday_more(export, document):
    tables = document.tables(*CLOCK)
    names = [row[0] for table in tables for row in table.body()]
    for what, pattern in (
        ("what watches it", r"watch|alert|monitor"),
        ("the answer at 100 times today", r"100"),
    ):
        if tables and not document.tables(pattern, within=r"doomsday|runs? out|limits"):
            text = "\n".join(section.everything() for section in document.find(r"doomsday|runs? out|limits"))
            if not re.search(pattern, text, re.I):
                yield f"does not say {what}"
    for table in tables:
        for row in table.body():
            if wrong := grows_elsewhere(document, table, row):
                yield wrong
    if len(names) != len(set(names)):
        yield "a limit is listed twice"


UNITS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5}


def amount(text):
    """The number of a quantity, bytes in bytes."""
    value = number(text)
    unit = re.search(r"\b([kmgtp])(i?)b\b", text, re.I)
    return (
        value * (1024 if unit[2] else 1000) ** UNITS[unit[1].lower()] if unit and value is not None else value
    )


def beside(document, table, row, pattern):
    """A cell of the row, or of the same resource's row in a table that goes on with it."""
    found = [table.get(row, pattern)]
    for other in document.tables(r"resource|limit", pattern):
        found += [other.get(more, pattern) for more in other.body() if more[0] == row[0]]
    return next(filter(None, found), "")


def grows_elsewhere(document, table, row):
    """Words when growth does not lead to the limit date. What jumps or is fitted cannot be redone."""
    if re.search(r"fitted|history|measurements", " ".join(row), re.I):
        return None
    steps = [step for other in document.tables(r"resource|limit", r"adds|jump") for step in other.body()]
    if any(row[0] in step for step in steps):
        return None
    today, hard, growth = (table.get(row, pattern) for pattern in CLOCK[:3])
    hard = beside(document, table, row, r"usable") or hard
    since = (
        date(beside(document, table, row, r"measured|as of"))
        or date(today)
        or date(fact(document.sections[:3], r"^date|^as of"))
    )
    rate = re.search(r"([\d.]+)\s*(%?)[^/]*?(?:/|per|a|each|every)\s*(day|week|month|quarter|year)", growth)
    end, now, top = date(table.get(row, CLOCK[3])), amount(today), amount(hard)
    if not (since and rate and end and now and top and top > now):
        return None
    period = DAYS["mo" if rate[3] == "month" else rate[3][0]]
    step = float(rate[1]) / 100 if rate[2] else amount(growth)
    days = (math.log(top / now) / math.log(1 + step) if rate[2] else (top - now) / step) * period
    off = abs((end - since).days - days)
    return (
        f"“{row[0]}”: its growth leads to day {days:.0f}, its limit date is day {(end - since).days}"
        if off > 3 + days * 0.02
        else None
    )
