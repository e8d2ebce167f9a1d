"""Rows of the Internal API Specification (A1 to A17), and that it agrees with its contracts."""

import datetime as dt
import email.utils
import json
import re

from .blueprint import components
from .common import fact, filled, rule, wanted
from .contracts import bodies, offered, operations, scopes
from .reading import blank, norm, number, span

CATALOGUE = (
    r"^(api|name|interface)",
    r"style|protocol",
    r"version",
    r"lifecycle|status",
    r"owner|team",
    r"contract|specification|file",
)
# How a contract of each style is called.
STYLES = {
    r"rest|http|openapi": ".openapi.",
    r"event|asyncapi|messag": ".asyncapi.",
    r"grpc|proto": ".proto",
    r"graphql": ".graphql",
}


class Api:
    """One row of the catalogue, the section that describes it and the contract it links to."""

    def __init__(self, export, document, table, row, raw):
        self.name, self.style, self.version = (table.get(row, pattern) for pattern in CATALOGUE[:3])
        at = table.column(CATALOGUE[5])
        link = re.search(r"\]\(([^)#\s]+)", raw[at])
        self.path = (document.path.parent / link[1]).resolve() if link else None
        titled = [s for s in document.sections[1:] if norm(s.title) == norm(self.name)] or [
            s for s in document.sections[1:] if s.level > 1 and norm(self.name) in norm(s.title)
        ]
        self.sections = document.under(titled[0]) if titled else []
        self.contract, self.trouble = None, None
        if (
            self.path
            and self.path.is_file()
            and self.path.suffix in (".yaml", ".yml", ".json")
            and ".openapi." in self.path.name
        ):
            try:
                self.contract = export.contract(self.path)
            except ValueError as error:
                self.trouble = f"{self.path.name}: {error}"

    def rest(self):
        return bool(re.search(r"rest|http|openapi", self.style, re.I))

    def text(self):
        return "\n".join(section.everything() for section in self.sections)

    def fact(self, pattern):
        return fact(self.sections, pattern)

    def tables(self, *patterns):
        return [table for section in self.sections for table in section.tables if table.has(patterns)]

    def operations(self):
        """{(METHOD, path): (table, row)} as the text has them."""
        found = {}
        how, where = r"method|^kind|^action|^call", r"path|address|topic|channel|rpc|field"
        for table in self.tables(how, where, r"scope|permission|authori[sz]ation|summary|what"):
            for row in table.body():
                found[(table.get(row, how).upper(), table.get(row, where))] = (
                    table,
                    row,
                )
        # Procedures and channels have no method of HTTP to be told by.
        alone = r"^(procedure|rpc|channel)s?$"
        for table in self.tables(alone, r"scope|permission|authori[sz]ation"):
            for row in table.body():
                if not any(name == table.get(row, alone) for _, name in found):
                    found[("", table.get(row, alone))] = (table, row)
        for table in self.tables(r"operation|endpoint"):
            for row in table.body():
                for cell in row:
                    if call := re.match(r"(GET|PUT|POST|PATCH|DELETE) (/\S*)", cell):
                        found[(call[1], call[2])] = (table, row)
        return found


def apis(export, document):
    for table in document.tables(*CATALOGUE):
        for row, raw in zip(table.rows, table.raw, strict=True):
            yield Api(export, document, table, row, raw)


def same_paths(said, contract):
    """The text's operations with the base path of the server taken off, when the text writes it out."""
    bases = {
        re.sub(r"^\w+://[^/]+", "", server.get("url", "")).rstrip("/")
        for server in contract.get("servers") or []
    }
    return {
        (
            method,
            next((path.removeprefix(base) for base in bases if base and path.startswith(base + "/")), path),
        ): row
        for (method, path), row in said.items()
    }


@rule("A1", "api")
def catalogue(export, document):
    tables = document.tables(*CATALOGUE)
    yield from wanted(tables, "name, style, version, lifecycle, owner and contract")
    for table in tables:
        yield from filled(table, *CATALOGUE)
    titles = [section.title for section in document.find(r"catalogue|index")[1:]]
    if (
        tables
        and not titles
        and not any(table.column(r"function|category|business") is not None for table in tables)
    ):
        yield "not ordered by business function"


@rule("A2", "api")
def purpose(export, document):
    for api in apis(export, document):
        if not api.sections:
            yield f"no section on “{api.name}”"
            continue
        for what in ("purpose", "function", "consumer|called by|used by"):
            if blank(api.fact(what)) and not re.search(what, api.text(), re.I):
                yield f"“{api.name}” does not say its {what.split('|')[0]}"


@rule("A3", "api")
def contracts(export, document):
    for api in apis(export, document):
        if api.trouble:
            yield api.trouble
        elif not api.path:
            yield f"“{api.name}” links to no contract"
        elif not api.path.is_file():
            yield f"“{api.name}”: {api.path.name} does not exist"
        elif not any(
            re.search(style, api.style, re.I) and mark in api.path.name for style, mark in STYLES.items()
        ):
            yield f"“{api.name}” is {api.style}, its contract {api.path.name}"
        elif api.contract is not None:
            info = api.contract.get("info") or {}
            if not str(api.contract.get("openapi", "")).startswith("3.1"):
                yield f"{api.path.name} is not OpenAPI 3.1"
            if str(info.get("version")) != api.version:
                yield f"“{api.name}” is {api.version} in the text and {info.get('version')} in its contract"
            said = api.fact(r"^version")
            if said and api.version not in said:
                yield f"“{api.name}” is {api.version} in the catalogue and {said} in its section"
        elif api.version not in api.path.read_text(encoding="utf-8"):
            yield f"{api.path.name} does not name version {api.version}"
    linked = {api.path for api in apis(export, document)}
    for path in sorted((export.folder / "contracts").resolve().rglob("*")):
        if path.is_file() and path not in linked:
            yield f"{path.name} is in no row of the catalogue"


@rule("A4", "api")
def same_operations(export, document):
    for api in apis(export, document):
        said = api.operations()
        if not said:
            yield f"“{api.name}” lists no operations"
        elif api.contract is not None:
            wanted_ = operations(api.contract)
            if set(said) != set(wanted_):
                said = same_paths(said, api.contract)
            for method, path in sorted(set(said) - set(wanted_)):
                yield f"“{api.name}”: {method} {path} is in the text only"
            for method, path in sorted(set(wanted_) - set(said)):
                yield f"“{api.name}”: {method} {path} is in the contract only"
            for key in set(said) & set(wanted_):
                table, row = said[key]
                name = table.get(row, r"^(operation( id)?|id|name)$")
                if name and not name.startswith(key[0]) and name != wanted_[key].get("operationId"):
                    yield f"“{api.name}”: {name} is {wanted_[key].get('operationId')} in the contract"
        elif api.path and api.path.is_file():
            # An rpc or field may be written with its service before it.
            names = {
                path if ".asyncapi." in api.path.name else re.split(r"[/.]", path)[-1] for _, path in said
            }
            for name in sorted(names ^ offered(api.path)):
                yield f"“{api.name}”: {name} is in the {'text' if name in names else 'contract'} only"


def payloads(contract):
    """The schemas that bodies are made of, without problems."""
    names = set()
    for operation in operations(contract).values():
        for _, media, body in bodies(operation, contract):
            if "problem" not in media:
                names |= set(re.findall(r"#/components/schemas/([\w.-]+)", json.dumps(body.get("schema"))))
    # A page is made of what it lists.
    return {name for name in names if not re.search(r"Page$|List$", name)}


@rule("A5", "api")
def examples(export, document):
    for api in apis(export, document):
        fences = [
            (line, text)
            for section in api.sections
            for line, language, text in section.fences
            if language.startswith("json")
        ]
        for line, text in fences:
            try:
                json.loads(text)
            except ValueError as error:
                yield f"line {line}: the example is not JSON ({error})"
        tables = [table for table in api.tables(r"field|property|name", r"type", r"example")]
        for table in tables:
            yield from filled(table, r"example")
        if api.contract is None:
            if not fences and not tables:
                yield f"“{api.name}” shows no example"
            continue
        for (method, path), operation in operations(api.contract).items():
            for where, _, body in bodies(operation, api.contract):
                if not (body.get("example") or body.get("examples")):
                    yield f"“{api.name}”: {method} {path}, {where}: the body has no example"
        names = payloads(api.contract)
        for name in sorted(names):
            if not re.search(rf"\b{re.escape(name)}\b", api.text()):
                yield f"“{api.name}” does not describe the payload {name}"
        if len(fences) + len(tables) < len(names):
            yield f"“{api.name}” has {len(names)} payloads and shows {len(fences) + len(tables)} examples"


@rule("A6", "api")
def errors(export, document):
    for api in apis(export, document):
        if api.rest() and not re.search(r"RFC 9457|problem\+json|problem details", document.everything()):
            yield "no word of RFC 9457"
        columns = (r"problem|error|status|code|title", r"caller|client|what to do|then")
        if not api.tables(*columns):
            yield f"“{api.name}” does not say what the caller does about each problem"
        for table in api.tables(*columns):
            yield from filled(table, *columns)
    styles = " ".join(api.style for api in apis(export, document))
    text = document.everything().replace("-", " ").lower()
    for style, word in (("event", "dead letter"), ("grpc", "google.rpc.Status")):
        if re.search(style, styles, re.I) and word.lower() not in text:
            yield f"no word of {word}, which {style} APIs need"


@rule("A7", "api")
def access(export, document):
    for api in apis(export, document):
        for what, pattern in (
            ("authentication", r"authentica"),
            ("issuer", r"issuer|issued"),
            ("lifetime", r"lifetime|holds|valid|expires"),
        ):
            if blank(api.fact(pattern)) and not (
                what != "authentication" and re.search(pattern, api.fact(r"authentica"), re.I)
            ):
                yield f"“{api.name}” does not say its {what}"
        lifetime = api.fact(r"lifetime|holds|valid|expires")
        if lifetime and not span(lifetime):
            yield f"“{api.name}”: its lifetime is no length of time ({lifetime})"
        said = api.operations()
        if api.contract is not None:
            said = said if set(said) == set(operations(api.contract)) else same_paths(said, api.contract)
        for key, (table, row) in said.items():
            scope = table.get(row, r"scope|permission|authori[sz]ation")
            if blank(scope):
                yield f"“{api.name}”: {' '.join(key)} names no scope"
            elif api.contract is not None and key in operations(api.contract):
                asked = scopes(operations(api.contract)[key], api.contract)
                if asked and asked != set(re.findall(r"[^\s,;]+", scope)):
                    contract = ", ".join(sorted(asked))
                    yield f"“{api.name}”: {' '.join(key)} needs {scope}, in the contract {contract}"


@rule("A8", "api")
def versions(export, document):
    text = document.everything()
    if not re.search(r"MAJOR\.MINOR\.PATCH|semantic version|semver", text, re.I):
        yield "not said that contracts are MAJOR.MINOR.PATCH"
    said = re.findall(r"major version[^.|\n]*?[|\s]*\b(path|media type|header)\b", text, re.I)
    places = {place.lower() for place in said}
    if len(places) != 1:
        yield f"the major version stands in: {', '.join(sorted(places)) or 'not said where'}"
    if not re.search(r"breaking", text, re.I):
        yield "not said what is breaking"
    for api in apis(export, document):
        if not re.fullmatch(r"\d+\.\d+\.\d+(-[\w.-]+)?", api.version):
            yield f"“{api.name}”: {api.version} is not MAJOR.MINOR.PATCH"
        elif api.contract is not None:
            servers = [server.get("url", "") for server in api.contract.get("servers") or []]
            major = re.compile(rf"/v{api.version.split('.')[0]}(/|$)")
            in_path = any(map(major.search, [*servers, *(api.contract.get("paths") or {})]))
            if in_path != ("path" in places):
                yield f"“{api.name}”: its addresses {'have' if in_path else 'lack'} the major version"


@rule("A9", "api")
def deprecation(export, document):
    text = document.everything()
    if not re.search(r"\d+(\.\d+)? months?", text):
        yield "no notice period in months"
    for header, rfc in (("Deprecation", "9745"), ("Sunset", "8594")):
        if header not in text or rfc not in text:
            yield f"no word of {header} (RFC {rfc})"
    announced = re.search(r"Deprecation: ?@(\d{9,11})\b", text)
    sunset = re.search(r"Sunset: ?(\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT)", text)
    if not announced:
        yield "Deprecation is not shown as @unixtime"
    if not sunset:
        yield "Sunset is not shown as an HTTP date"
    if announced and sunset:
        end = email.utils.parsedate_to_datetime(sunset[1])
        if end.strftime("%a") != sunset[1][:3]:
            yield f"{sunset[1]} is a {end:%A}"
        if end < dt.datetime.fromtimestamp(int(announced[1]), dt.UTC):
            yield "Sunset is earlier than Deprecation"
    if not re.search(r"measur|metered|counted|log", text, re.I):
        yield "not said how use is measured"


@rule("A10", "api")
def rate_limits(export, document):
    for api in apis(export, document):
        said = api.fact(r"rate limit|limit")
        if number(said) is None:
            yield f"“{api.name}” has no rate limit with a number"
        elif not re.search(r"\b(s|sec\w*|min\w*|h|hours?|days?)\b", said):
            yield f"“{api.name}”: its rate limit has no window ({said})"
        elif not re.search(
            r"client|tenant|user|team|key|token|consumer|producer|caller|service|partner|account", said, re.I
        ):
            yield f"“{api.name}”: not said to whom its rate limit applies ({said})"
    text = document.everything()
    for what in ("429", "Retry-After"):
        if what not in text:
            yield f"no word of {what}"
    if "RateLimit" not in text or not re.search(r"draft", text, re.I):
        yield "the RateLimit fields are not named as a draft"


@rule("A11", "api")
def retries(export, document):
    text = document.everything()
    if "Idempotency-Key" not in text or not re.search(
        r"\bkept\b|remember|recogni[sz]ed|expires?", text, re.I
    ):
        yield "no word of Idempotency-Key and how long it is kept"
    for api in apis(export, document):
        if re.search("event", api.style, re.I) and not (
            re.search("duplicate", text, re.I) and re.search("order", text, re.I)
        ):
            yield f"“{api.name}” does not say what holds for duplicates and order"


@rule("A12", "api")
def neighbours(export, document):
    known = {norm(name) for name in components(export.documents["blueprint"])}
    for api in apis(export, document):
        if not re.search(r"upstream|depends on", api.text(), re.I) or not re.search(
            r"downstream|consumers|called by", api.text(), re.I
        ):
            yield f"“{api.name}” does not name what is upstream and downstream of it"
    for table in document.tables(r"\bhard\b|dependency|hardness", r"timeout", r"fail|down"):
        for row in table.body():
            for pattern in (r"^from|^caller|^api|^component", r"^to\b|depends on|upstream"):
                name = table.get(row, pattern)
                if pattern.startswith("^to") and name and norm(name) not in known:
                    yield f"“{name}” is not a component of the blueprint"


@rule("A13", "api")
def service_levels(export, document):
    for api in apis(export, document):
        said = api.fact(r"service level|availability|\bslo\b")
        if not re.search(r"\d", said) or not re.search(r"day|week|month|quarter|year|rolling", said, re.I):
            yield f"“{api.name}” has no service level with a window ({said or 'nothing'})"


@rule("A14", "api")
def data(export, document):
    for api in apis(export, document):
        for what, pattern in (
            ("data class", r"data class|classification"),
            ("personal data", r"personal data"),
            ("retention", r"retention|\bkept\b"),
        ):
            if blank(api.fact(pattern)):
                yield f"“{api.name}” does not say its {what}"


EVENTS = (r"^(tracked )?event", r"captur|recorded|where", r"identity|\bid\b|identif", r"owner|team")


@rule("A15", "api")
def events(export, document):
    tables = document.tables(*EVENTS)
    yield from wanted(tables, "event, where it is captured, identity and owner")
    for table in tables:
        yield from filled(table, *EVENTS)
        at = table.column(EVENTS[1])
        for row, raw in zip(table.rows, table.raw, strict=True):
            client_only = re.search(r"\bclient\b", row[at], re.I) and not re.search(r"server", row[at], re.I)
            if client_only and not re.search(r"\*\*|⚠|❗|🔴|`", " ".join(raw)):
                yield f"“{row[0]}” is captured on the client and does not stand out"


@rule("A16", "api")
def governance(export, document):
    text = "\n".join(section.everything() for section in document.find(r"governance"))
    for what, pattern in (
        ("who approves", r"approv"),
        ("within what time", r"within|\d+ (working )?(day|week|hour)"),
        ("the lint in CI", r"lint"),
        ("when exceptions end", r"exception"),
    ):
        if not re.search(pattern, text, re.I):
            yield f"does not say {what}"


@rule("A17", "api", should=True)
def manners(export, document):
    for api in apis(export, document):
        if api.rest() and not any(
            "curl" in text for section in api.sections for _, _, text in section.fences
        ):
            yield f"“{api.name}” has no call to copy"
        for method, path in api.operations():
            if api.rest() and re.search(r"/[a-z]*[A-Z_][\w]*", re.sub(r"\{[^}]*\}", "", path)):
                yield f"{method} {path} is not kebab-case"
    if not document.find(r"changelog|changes"):
        yield "no changelog"
