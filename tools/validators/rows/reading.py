"""Reads exported Markdown: headings, tables, fences, links; and what stands in cells: dates, spans, names."""

import datetime as dt
import html
import re
from dataclasses import dataclass, field


def plain(text):
    """The words of a piece of Markdown, without its marks."""
    text = re.sub(r"<br\s*/?>", " ", text)
    text = re.sub(r"<((?:https?:|mailto:)[^<>\s]*|[^<>\s@]+@[^<>\s]+)>", r"\1", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(?<!\\)(?:\*\*|__|`|~~|(?<!\w)[*_]|[*_](?!\w))", "", text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).strip()


def norm(text):
    """Text for comparing names: case, marks and spaces do not count."""
    # Mermaid writes entities as `#amp;` and `#35;`.
    text = html.unescape(re.sub(r"#(\d+);", r"&#\1;", re.sub(r"#([a-z]+);", r"&\1;", text)))
    return re.sub(r"\s+", " ", re.sub(r"[\"'`*’“”]", "", text)).strip().lower()


def blank(cell):
    """True for a cell that says nothing, however it says it."""
    return norm(cell).rstrip(".") in ("", "-", "–", "—", "n/a", "na", "?", "...", "…")


@dataclass
class Table:
    line: int
    head: list
    rows: list  # plain cells
    raw: list  # the same cells with their marks
    ragged: int  # rows with another number of cells than the heading

    def column(self, pattern):
        """The first column whose heading fits, or nothing."""
        return next((i for i, head in enumerate(self.head) if re.search(pattern, head, re.I)), None)

    def has(self, patterns):
        return all(self.column(pattern) is not None for pattern in patterns)

    def get(self, row, pattern):
        at = self.column(pattern)
        return row[at] if at is not None else ""

    def body(self):
        """Its rows without totals."""
        return [row for row in self.rows if not is_total(row)]


def is_total(row):
    return any(re.match(r"(wave .*)?(sub-?)?total|sum\b|all (teams|waves)", cell, re.I) for cell in row[:2])


@dataclass
class Section:
    level: int
    title: str
    line: int
    lines: list = field(default_factory=list)  # (number, text), outside fences and tables
    tables: list = field(default_factory=list)
    fences: list = field(default_factory=list)  # (number, language, text)

    def text(self):
        """Its prose, each paragraph and list item in one line."""
        text = "\n".join(re.sub(r"^> ?(\[!\w+\])?", "", text) for _, text in self.lines)
        return re.sub(r"(?<=\S)\n(?!\s*(?:[-*+>#]|\d+[.)]\s|\n|$))\s*", " ", text)

    def everything(self):
        """All words of the section, those in tables and fences too."""
        tables = [" | ".join(row) for table in self.tables for row in [table.head, *table.rows]]
        return "\n".join([self.title, self.text(), *tables, *(text for _, _, text in self.fences)])


class Document:
    """One Markdown file, cut at its headings. The first section holds what stands before any heading."""

    def __init__(self, path):
        self.path = path
        self.source = path.read_text(encoding="utf-8")
        self.sections = [Section(0, "", 0)]
        lines = self.source.split("\n")
        at = 0
        if lines[0] == "---" and "---" in lines[1:]:
            at = lines.index("---", 1) + 1  # front matter says the same again, for programs
        while at < len(lines):
            at = self._take(lines, at)

    def _take(self, lines, at):
        here, line = self.sections[-1], lines[at]
        fence = re.match(r" {0,3}(`{3,}|~{3,})\s*([\w-]*)", line)
        if fence:
            end = at + 1
            while end < len(lines) and not re.fullmatch(rf" {{0,3}}{fence[1]}[`~]*\s*", lines[end]):
                end += 1
            here.fences.append((at + 1, fence[2].lower(), "\n".join(lines[at + 1 : end])))
            return end + 1
        heading = re.match(r"(#{1,6})\s+(.*?)\s*#*\s*$", line)
        if heading:
            self.sections.append(Section(len(heading[1]), plain(heading[2]), at + 1))
            return at + 1
        rule = lines[at + 1] if at + 1 < len(lines) else ""
        if "|" in line and "|" in rule and re.fullmatch(r"[\s|:-]*-[\s|:-]*", rule):
            end = at + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            raw = [cells(row) for row in lines[at + 2 : end]]
            head = [plain(cell) for cell in cells(line)]
            ragged = sum(len(row) != len(head) for row in raw)
            raw = [(row + [""] * len(head))[: len(head)] for row in raw]
            here.tables.append(
                Table(at + 1, head, [[plain(cell) for cell in row] for row in raw], raw, ragged)
            )
            return end
        here.lines.append((at + 1, line))
        return at + 1

    def under(self, section):
        """A section with everything below it."""
        start = self.sections.index(section)
        for other in self.sections[start + 1 :]:
            if other.level <= section.level:
                end = self.sections.index(other, start + 1)
                return self.sections[start:end]
        return self.sections[start:]

    def find(self, pattern):
        """The topmost section whose title fits, with everything below it; empty when there is none."""
        fitting = [section for section in self.sections[1:] if re.search(pattern, section.title, re.I)]
        return self.under(min(fitting, key=lambda section: section.level)) if fitting else []

    def tables(self, *patterns, within=None):
        """All tables that have these columns."""
        sections = self.find(within) if within else self.sections
        return [table for section in sections for table in section.tables if table.has(patterns)]

    def prose(self, without=()):
        """(line, text) of everything that is neither table, fence nor inline code."""
        for section in self.sections:
            if section not in without:
                for number, text in section.lines:
                    yield number, re.sub(r"`[^`]*`", "", text)

    def linked(self):
        """Everything that may hold links, with its marks."""
        for section in self.sections:
            yield from (text for _, text in section.lines)
            yield from (cell for table in section.tables for row in table.raw for cell in row)

    def everything(self, without=()):
        return "\n".join(section.everything() for section in self.sections if section not in without)


def cells(line):
    """The cells of a table row."""
    line = line.strip()
    line = line[1:] if line.startswith("|") else line
    line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)]


def sentences(text):
    """The sentences of a piece of prose, list items one by one."""
    for block in re.split(r"\n\s*\n|\n\s*(?:[-*+]|\d+\.)\s+|^\s*(?:[-*+]|\d+\.)\s+|\n>\s*", text):
        block = plain(" ".join(block.split()))
        yield from (part for part in re.split(r"(?<=[.!?])\s+(?=[A-Z0-9“\"])", block) if part)


MONTHS = "january february march april may june july august september october november december".split()


def month(name):
    return next((i for i, full in enumerate(MONTHS, 1) if full.startswith(name.lower())), 0)


DATE = re.compile(
    r"\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})\s+([A-Z][a-z]{2,})\s+(\d{4})\b"
    r"|\b([A-Z][a-z]{2,})\s+(\d{1,2}),\s+(\d{4})\b"
)


def dates(text):
    """All dates of a text."""
    for found in DATE.finditer(text):
        iso, day_first, month_first = found.group(1, 2, 3), found.group(6, 5, 4), found.group(9, 7, 8)
        year, mon, day = next(parts for parts in (iso, day_first, month_first) if parts[0])
        try:
            yield dt.date(int(year), int(mon) if mon.isdigit() else month(mon), int(day))
        except ValueError:
            continue


def date(text):
    """The first date of a text, or nothing."""
    return next(dates(text), None)


SPAN = r"(\d+(?:\.\d+)?)\s*(min|minute|h|hour|d|day|working day|w|week|mo|month|quarter|y|year)s?\b"
DAYS = {"m": 1 / 1440, "h": 1 / 24, "d": 1, "w": 7, "mo": 365.25 / 12, "q": 365.25 / 4, "y": 365.25}


def span(text):
    """The first length of time in a text as (count, unit of DAYS); “1 h 30 min” is 90 minutes."""
    found = re.search(SPAN, text, re.I)
    if not found:
        return None
    word = found[2].lower().replace("working ", "")
    unit = "mo" if word.startswith("mo") else word[0]
    more = re.match(r"\s*(\d+)\s*min", text[found.end() :]) if unit == "h" else None
    return (float(found[1]) * 60 + int(more[1]), "m") if more else (float(found[1]), unit)


def before(day, length):
    """The days that lie a length of time before a day: by the calendar, and by mean months."""
    count, unit = length
    days = {day - dt.timedelta(days=round(count * DAYS[unit]))}
    months = {"mo": 1, "q": 3, "y": 12}.get(unit)
    if months and (count * months).is_integer():
        total = day.year * 12 + day.month - 1 - int(count * months)
        year, mon = divmod(total, 12)
        last = (dt.date(year + (mon == 11), (mon + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
        days.add(dt.date(year, mon + 1, min(day.day, last)))
    return days


def numbers(text):
    """The numbers of a text, without thousands separators."""
    text = re.sub(r"(?<=\d)[,\u00a0\u202f\u2009'](?=\d{3}\b)", "", text)
    return re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\d])", text)


def number(text):
    found = numbers(text)
    return float(found[0]) if found else None


NOT_A_PERSON = re.compile(
    r"\b(teams?|platform|engineering|engineers?|squad|group|ops|operations|everyone|everybody|all|board|office|"
    r"department|committee|council|owners?|leads?|vendor|security|product|infrastructure|support|on-?call|guild)\b",
    re.I,
)


def is_person(text):
    """True for a first and a last name, perhaps followed by a role."""
    name = re.split(r"[,(;/]| and | – | — ", text.strip())[0].strip()
    words = name.split()
    return (
        2 <= len(words) <= 5
        and all(re.fullmatch(r"[^\W\d_][\w’'.-]*", word) for word in words)
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and not NOT_A_PERSON.search(name)
    )
