"""PDF and DOCX against the Markdown they stand beside: every paragraph, cell and line of code has to be found in what
other programs read out of them, under as many headings and in as many tables.

Usage: paper.py pdf|docx FOLDER
"""

import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

from markdown_it import MarkdownIt

NAMES = ("blueprint", "api-specification", "adoption-guide")


def letters(text):
    """Letters and digits alone: spaces, hyphens and quotes are a matter of typesetting."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def expected(path):
    """What the Markdown says: its stretches of text, its headings, and how many tables it has."""
    text = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    said, headings, tables, inside = [], [], 0, None
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "heading_open":
            inside = token.tag
        tables += token.type == "table_open"
        if token.type == "fence" and token.info != "mermaid":
            said += token.content.splitlines()
        if token.type == "inline":
            words = "".join(child.content if child.type in ("text", "code_inline") else " " for child in token.children)
            words = re.sub(r"^\s*(\[!\w+\]|\[[ x]\])", "", words)
            said.append(words)
            if inside and inside != "h1":
                headings.append(words)
            inside = None
    return said, headings, tables


def missing(said, text):
    """The stretches that are not in a text. The end of a page may cut one in two."""
    whole = letters(text)
    for words in said:
        wanted = letters(words)
        if wanted in whole:
            continue
        cut = max((at for at in range(len(wanted)) if wanted[:at] in whole), default=0)
        if wanted[cut:] not in whole:
            yield words


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def pdf(path, headings, _tables, control):
    from pypdf import PdfReader

    run("qpdf", "--check", path)
    reader = PdfReader(path)
    flat, waiting = 0, list(reader.outline)
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, list):
            waiting += entry
        else:
            flat += 1
    if flat != len(headings):
        yield f"{flat} bookmarks for {len(headings)} headings"
    if letters(reader.metadata.title or "") != letters(control["document"]):
        yield f"the title is {reader.metadata.title!r}"
    if reader.metadata.author != control["owner"]:
        yield f"the author is {reader.metadata.author!r}"
    if "/StructTreeRoot" not in reader.trailer["/Root"]:
        yield "it has no tags"


def docx(path, headings, tables, control):
    import docx as reader

    document = reader.Document(path)
    styled = [p for p in document.paragraphs if p.style.name.lower().startswith("heading")]
    if [letters(p.text) for p in styled] != [letters(words) for words in headings]:
        yield f"{len(styled)} headings for {len(headings)}, or others"
    if len(document.tables) != tables:
        yield f"{len(document.tables)} tables for {tables}"
    if document.core_properties.author != control["owner"]:
        yield f"the author is {document.core_properties.author!r}"


def texts(kind, path):
    """What each program reads, by its name."""
    if kind == "pdf":
        from pypdf import PdfReader

        yield "pdftotext", run("pdftotext", "-raw", path, "-")
        yield "pypdf", "\n".join(page.extract_text() for page in PdfReader(path).pages)
        return
    import docx as reader

    body = reader.Document(path).element.body
    yield "python-docx", "".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
    with tempfile.TemporaryDirectory() as folder:
        home = f"-env:UserInstallation=file://{folder}/home"
        run("soffice", home, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, path)
        yield "LibreOffice", (Path(folder) / path.with_suffix(".txt").name).read_text(encoding="utf-8")


def main(kind, folder):
    problems = []
    for name in NAMES:
        source, path = Path(folder) / f"{name}.md", Path(folder) / f"{name}.{kind}"
        said, headings, tables = expected(source)
        if kind == "pdf":
            # There the control data has no head.
            said = [words for words in said if words not in ("Item", "Control data")]
        front = source.read_text(encoding="utf-8").split("\n---\n", 1)[0]
        control = dict(re.findall(r'^(\w+): "(.*)"$', front, re.MULTILINE))
        check = pdf if kind == "pdf" else docx
        problems += [f"{path.name}: {problem}" for problem in check(path, headings, tables, control)]
        for program, text in texts(kind, path):
            problems += [f"{path.name}: {program} does not find: {words}" for words in missing(said, text)]
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
