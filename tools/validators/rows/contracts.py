"""Reads contracts with nothing but the standard library: OpenAPI in full, of other styles what they offer.

The exporter writes plain block YAML, so a small reader is enough; it refuses what it does not know (anchors,
tags) instead of guessing. Only the line breaks of long texts are approximate, and no row depends on them. The
outside validators read the same file with full parsers.
"""

import json
import re

METHODS = ("get", "put", "post", "patch", "delete", "head", "options")


def load(path):
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else Yaml(text).document()


def operations(contract):
    """{(METHOD, path): operation}"""
    return {
        (method.upper(), path): operation
        for path, item in (contract.get("paths") or {}).items()
        for method, operation in item.items()
        if method in METHODS
    }


def offered(path):
    """What a contract of another style lets one call: addresses of channels, rpcs, or root fields."""
    if ".asyncapi." in path.name:
        return {channel.get("address") for channel in (load(path).get("channels") or {}).values()}
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".proto":
        return set(re.findall(r"(?m)^\s*rpc (\w+)", text))
    roots = re.findall(r"(?ms)^type (?:Query|Mutation|Subscription)\b[^{]*\{(.*?)^\}", text)
    return {name for root in roots for name in re.findall(r"(?m)^\s*(\w+)\s*[(:]", root)}


def resolved(part, contract):
    """What a `$ref` into the same file points to."""
    while isinstance(part, dict) and str(part.get("$ref", "")).startswith("#/"):
        target = contract
        for step in part["$ref"][2:].split("/"):
            target = target[step]
        part = target
    return part or {}


def scopes(operation, contract):
    """The scopes that an operation asks for; where its scheme has none, an extension names them."""
    required = operation.get("security", contract.get("security")) or []
    named = {scope for way in required for wanted in way.values() for scope in wanted}
    return named | set(operation.get("x-required-scopes") or [])


def bodies(operation, contract):
    """(where, media type, body) of the request and of each response."""
    parts = {"request": operation.get("requestBody"), **(operation.get("responses") or {})}
    for where, part in parts.items():
        for media, body in (resolved(part, contract).get("content") or {}).items():
            yield str(where), media, body


class Yaml:
    def __init__(self, text):
        self.lines = text.split("\n")
        self.at = 0

    def document(self):
        while self.lines[self.at].strip() in ("---",):
            self.at += 1
        value = self.block(0)
        if self.peek() is not None:
            self.refuse("what follows the document")
        return value

    def refuse(self, what):
        raise ValueError(f"line {self.at + 1}: cannot read {what}: {self.lines[self.at].strip()[:60]}")

    def peek(self):
        """(indent, text) of the next line that says something; nothing at the end."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.strip() and not line.lstrip().startswith("#") and line.strip() != "...":
                return len(line) - len(line.lstrip(" ")), line.strip()
            self.at += 1
        return None

    def block(self, indent):
        """The mapping, list or scalar that starts on the next line, at this indent or deeper."""
        found = self.peek()
        if found is None or found[0] < indent:
            return None
        indent, text = found
        if text == "-" or text.startswith("- "):
            return self.sequence(indent)
        return self.mapping(indent) if split_key(text) else self.scalar(text, indent - 1)

    def sequence(self, indent):
        items = []
        while (
            (found := self.peek()) and found[0] == indent and (found[1] == "-" or found[1].startswith("- "))
        ):
            rest = found[1][1:].strip()
            if rest and (split_key(rest) or rest.startswith("- ")):
                # `- key: value` is a mapping that starts where its key stands, `- - x` likewise a list.
                self.lines[self.at] = " " * (indent + 2) + rest
                items.append(self.block(indent + 2))
            elif rest:
                items.append(self.scalar(rest, indent))
            else:
                self.at += 1
                items.append(self.block(indent + 1))
        return items

    def mapping(self, indent):
        result = {}
        while (found := self.peek()) and found[0] == indent and not found[1].startswith("- "):
            pair = split_key(found[1])
            if not pair:
                self.refuse("a key")
            key, rest = pair
            if rest:
                result[key] = self.scalar(rest, indent)
                continue
            self.at += 1
            below = self.peek()
            listed = below and below[0] == indent and (below[1] == "-" or below[1].startswith("- "))
            result[key] = self.block(indent if listed else indent + 1)
        if found and found[0] > indent:
            self.refuse("the indent")
        return result

    def scalar(self, text, indent):
        """A value that starts on this line; `indent` is that of what holds it."""
        if text[0] in "&*!%@":
            self.refuse("this kind of value")
        start, self.at = self.at, self.at + 1
        if text[0] in "|>":
            return self.block_scalar(text, indent)
        quoted = text[0] if text[0] in "\"'[{" else ""
        while (found := self.peek()) and found[0] > indent and (not quoted or not closed(text)):
            # A plain or quoted value goes on until the indent falls back.
            escaped = text.endswith("\\")
            text = text[:-1] + found[1].removeprefix("\\") if escaped else f"{text} {found[1]}"
            self.at += 1
        try:
            return flow(text)
        except (ValueError, IndexError):
            self.at = start
            self.refuse("this value")

    def block_scalar(self, mark, indent):
        lines = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
                break
            lines.append(line)
            self.at += 1
        depth = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
        text = "\n".join(line[depth:] for line in lines).rstrip("\n")
        if mark[0] == ">":
            text = re.sub(r"(?<!\n)\n(?![\n ])", " ", text).replace("\n\n", "\n")
        return text if "-" in mark else text + "\n"


def split_key(text):
    """`key: rest` as (key, rest), or nothing."""
    found = re.match(
        r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s\"'\[\]{}#&*!|>%@,][^#]*?)\s*:(?:\s+(.*))?$", text
    )
    if not found:
        return None
    rest = (found[2] or "").strip()
    return str(flow(found[1], key=True)), "" if rest.startswith("#") else rest


def closed(text):
    try:
        flow(text)
        return True
    except (ValueError, IndexError):
        return False


def flow(text, key=False):
    """A scalar, or a list or mapping in brackets, on one line."""
    value, rest = flow_value(text.strip(), "")
    rest = rest.strip()
    if rest and not rest.startswith("#"):
        raise ValueError(rest)
    return plain(value) if isinstance(value, Plain) and not key else value


class Plain(str):
    """An unquoted scalar, whose type is still open."""


def plain(text):
    if text in ("null", "~", ""):
        return None
    if text in ("true", "false"):
        return text == "true"
    for kind in (int, float):
        try:
            return kind(text) if re.fullmatch(r"[-+]?[\d.][\d.eE+-]*", text) else str(text)
        except ValueError:
            continue
    return str(text)


def flow_value(text, stop):
    if text[0] == '"':
        found = re.match(r'"(?:[^"\\]|\\.)*"', text)
        if not found:
            raise ValueError(text)
        return json.loads(found[0], strict=False), text[found.end() :]
    if text[0] == "'":
        found = re.match(r"'((?:[^']|'')*)'", text)
        if not found:
            raise ValueError(text)
        return found[1].replace("''", "'"), text[found.end() :]
    if text[0] in "[{":
        return flow_collection(text)
    found = re.match(r"[^,\]}]*" if stop else r".*?(?=\s#|$)", text)
    pair = re.match(r"(.*?):(?=\s|$)", found[0]) if stop else None
    end = pair.end(1) if pair else found.end()
    return Plain(text[:end].strip()), text[end:]


def flow_collection(text):
    mapping = text[0] == "{"
    close, result, rest = ("}", {}, text[1:].strip()) if mapping else ("]", [], text[1:].strip())
    while not rest.startswith(close):
        value, rest = flow_value(rest, close)
        rest = rest.strip()
        if mapping:
            if not rest.startswith(":"):
                raise ValueError(rest)
            key = str(value)
            value, rest = flow_value(rest[1:].strip(), close)
            result[key] = plain(value) if isinstance(value, Plain) else value
        else:
            result.append(plain(value) if isinstance(value, Plain) else value)
        rest = rest.strip()
        if rest.startswith(","):
            rest = rest[1:].strip()
        elif not rest.startswith(close):
            raise ValueError(rest)
    return result, rest[1:]
