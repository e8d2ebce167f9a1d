"""Reads the flowcharts of a document."""

import re

from .reading import norm, plain


class Flowchart:
    """As much of Mermaid's flowchart as the exporter writes; Mermaid's own parser reads the rest."""

    # A node with its label: id["…"], id[(…)], id(…), id{…} and their like.
    NODE = re.compile(r"([A-Za-z_][\w-]*)(?:[\[({>/\\]+\"([^\"]*)\"[\])}/\\]+|[\[({]+([^\"\])}|]+)[\])}]+)")
    EDGES = (
        re.compile(r"^([\w-]+)\s*([<ox]?[-=.]{2,}[->ox]*)\s*\|\s*\"?(.*?)\"?\s*\|\s*([\w-]+)$"),
        re.compile(r"^([\w-]+)\s+[<ox]?(?:--|==|-\.)\s*\"?(.*?)\"?\s*([-=.]{2,}[->ox]?)\s+([\w-]+)$"),
        re.compile(r"^([\w-]+)\s*([<ox]?[-=.]{2,}[->ox]*)\s*([\w-]+)$"),
    )
    OTHER = re.compile(
        r"^(%%|flowchart|graph|end\b|direction|classDef|class |style|linkStyle|click|acc|---|title)"
    )

    def __init__(self, code):
        self.labels, self.edges, self.groups, self.title = {}, [], 0, ""
        front = re.match(r"---\n(.*?)\n---\n", code, re.S)
        title = (
            re.search(r"(?m)^\s*title:\s*(.+)$", front[1]) if front else re.search(r"accTitle:\s*(.+)", code)
        )
        self.title = title[1].strip("\"' ") if title else ""
        for line in code[front.end() if front else 0 :].split("\n"):
            line = line.strip().rstrip(";")
            if line.startswith("subgraph"):
                self.groups += 1
            elif line and not self.OTHER.match(line):
                self.statement(line)

    def statement(self, line):
        label = re.search(r"\|.*\|", line)
        held = label[0] if label else ""
        bare = line.replace(held, "||") if held else line
        for node, quoted, unquoted in self.NODE.findall(bare):
            self.labels[node] = quoted or unquoted
        bare = re.sub(r":::[\w-]+", "", self.NODE.sub(r"\1", bare)).replace("||", held).strip()
        for at, pattern in enumerate(self.EDGES):
            if found := pattern.match(bare):
                start, arrow, text, end = (
                    (found[1], found[2], found[3], found[4]),
                    (found[1], found[3], found[2], found[4]),
                    (found[1], found[2], "", found[3]) if at == 2 else (),
                )[at]
                self.edges.append((start, end, text, arrow.endswith(">") and not arrow.startswith("<")))
                break

    def name(self, node):
        """The first line of a node's label."""
        return norm(plain(re.split(r"<br\s*/?>|\\n|\n", self.labels.get(node, node))[0]))


def flowcharts(document):
    for section in document.sections:
        for line, language, code in section.fences:
            if language == "mermaid" and re.search(r"(?m)^\s*(flowchart|graph)\b", code):
                yield section, line, Flowchart(code)
