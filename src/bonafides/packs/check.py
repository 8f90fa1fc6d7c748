"""The whole-pack check: what only shows when the files are held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from bonafides.kernel.identifiers import BUILT_IN, scheme
from bonafides.packs.check_purposes import FILE, purpose_texts
from bonafides.packs.check_repairs import repair_texts
from bonafides.packs.check_standards import standards_faults
from bonafides.packs.citations import citation_faults
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.kind import Kind
from bonafides.packs.mapping import Cell, Mapping
from bonafides.packs.pack import Pack, SchemeUse
from bonafides.packs.vocabulary import Text
from bonafides.packs.wording import Path, shown

# The parse rules that yield values of each type; the first is what a cell without `parse` means.
RULES = {
    "string": ("text", "decimal"),
    "date": ("date", "era-date"),
    "integer": ("integer", "money"),
    "boolean": ("boolean",),
    "array": ("list",),
}


# Files that are lists, and the entry by which each item is known.
LISTS = {
    "instruments.yaml": "id",
    "agencies.yaml": "id",
    "indicators.yaml": "indicator",
    "parameters.yaml": "parameter",
    "measure-list.yaml": "entry",
    "decision-points.yaml": "point",
}


def whole_pack_faults(pack: Pack, documents: dict[str, Document]) -> list[PackFault]:
    """Every fault of the pack as a whole; empty when it can be used."""
    own = chain(_schemes(pack, documents["pack.yaml"]), _texts(pack, documents), _duplicates(documents))
    kinds = (_kind(pack, kind, documents[f"catalogue/{name}.yaml"]) for name, kind in pack.catalogue.items())
    mappings = (_mapping(pack, one, documents[f"mappings/{name}.yaml"]) for name, one in pack.mappings.items())
    return list(chain(own, *kinds, *mappings, _notices(pack, documents), standards_faults(pack, documents)))


def _notices(pack: Pack, documents: dict[str, Document]) -> Iterator[PackFault]:
    for name, notice in pack.notices.items():
        for place, line in notice.lines():
            yield from citation_faults(pack, line.basis, documents[f"notices/{name}.yaml"], (*place, "basis"))


def _schemes(pack: Pack, document: Document) -> Iterator[PackFault]:
    seen: set[str] = set()
    for index, use in enumerate(pack.info.schemes):
        at = ("schemes", index)
        given = [word for word in ("pattern", "stdnum") if getattr(use, word)]
        built_in = use.scheme in BUILT_IN
        if use.scheme in seen:
            yield document.fault((*at, "scheme"), "each scheme once", f"`{use.scheme}` a second time", "remove one")
        elif built_in and given:
            yield document.fault((*at, given[0]), f"none, as `{use.scheme}` is built in", f"`{given[0]}`", "remove it")
        elif not built_in and len(given) != 1:
            expected = f"either `pattern` or `stdnum`, as `{use.scheme}` is not built in ({', '.join(BUILT_IN)})"
            yield document.fault(at, expected, "both" if given else "neither")
        elif error := _unusable(use):
            yield document.fault((*at, given[0]), "a scheme that can be used", error)
        seen.add(use.scheme)


def _unusable(use: SchemeUse) -> str:
    try:
        scheme(use.scheme, pattern=use.pattern, stdnum=use.stdnum)
    except ValueError as error:
        return str(error)
    return ""


def _duplicates(documents: dict[str, Document]) -> Iterator[PackFault]:
    for name, key in LISTS.items():
        seen: dict[str, int] = {}
        for index, item in enumerate(documents[name].content if name in documents else ()):
            line = seen.setdefault(item[key], documents[name].line((index, key)))
            if line != documents[name].line((index, key)):
                came = f"`{item[key]}` a second time (first on line {line})"
                yield documents[name].fault((index, key), f"each {key} once", came, "rename or remove one")


def _texts(pack: Pack, documents: dict[str, Document]) -> Iterator[PackFault]:
    """Every title in every language of the pack."""
    for document, path, text in _titles(pack, documents):
        missing = [language for language in pack.info.languages if language not in text]
        stray = [language for language in text if language not in pack.info.languages]
        expected = f"a text in each language of the pack ({', '.join(pack.info.languages)})"
        if missing:
            came = f"one in {', '.join(text) or 'none'}"
            yield document.fault(path, expected, came, "add " + ", ".join(f"`{one}: …`" for one in missing))
        elif stray:
            yield document.fault(
                (*path, stray[0]), expected, f"one in `{stray[0]}`", "remove it, or add the language to pack.yaml"
            )


def _titles(pack: Pack, documents: dict[str, Document]) -> Iterator[tuple[Document, Path, Text]]:
    info = documents["pack.yaml"]
    yield info, ("title",), pack.info.title
    for index, use in enumerate(pack.info.schemes):
        if use.title is not None:
            yield info, ("schemes", index, "title"), use.title
        for number, subject in enumerate(use.subjects):
            if subject.refuse is not None:
                yield info, ("schemes", index, "subjects", number, "refuse"), subject.refuse
    for name, many in (("instruments.yaml", pack.instruments), ("agencies.yaml", pack.agencies)):
        for index, item in enumerate(documents[name].content):
            yield documents[name], (index, "title"), many[item["id"]].title
            if isinstance(issuer := item.get("issuer"), dict):
                yield documents[name], (index, "issuer"), issuer
    for index, item in enumerate(documents["agencies.yaml"].content):
        for number, one in enumerate(pack.agencies[item["id"]].fields):
            yield documents["agencies.yaml"], (index, "fields", number, "title"), one.title
    for name, known in (
        ("indicators.yaml", pack.indicators), ("parameters.yaml", pack.parameters),
        ("measure-list.yaml", pack.measure_list), ("decision-points.yaml", pack.decision_points),
    ):  # fmt: skip
        for index, item in enumerate(documents[name].content if name in documents else ()):
            yield documents[name], (index, "title"), known[item[LISTS[name]]].title
    for name, kind in pack.catalogue.items():
        document = documents[f"catalogue/{name}.yaml"]
        yield document, ("title",), kind.title
        for fact, schema in kind.facts.properties.items():
            at = ("facts", "properties", fact)
            yield document, (*at, "x-title"), schema.title
            for value, label in schema.labels.items():
                yield document, (*at, "x-labels", value), label
    for name, mapping in pack.mappings.items():
        yield documents[f"mappings/{name}.yaml"], ("title",), mapping.title
    for name, inspected in pack.inspection_items.items():
        for place, text in inspected.texts():
            yield documents[f"inspection-items/{name}.yaml"], place, text
    for name, measure in pack.measures.items():
        for place, text in measure.texts():
            yield documents[f"measures/{name}.yaml"], place, text
    for name, procedure in pack.procedures.items():
        for place, text in procedure.texts():
            yield documents[f"procedures/{name}.yaml"], place, text
    for name, risk in pack.risk_models.items():
        for place, text in risk.texts():
            yield documents[f"risk-models/{name}.yaml"], place, text
    for name, card in pack.signals.items():
        for place, text in card.texts():
            yield documents[f"signals/{name}.yaml"], place, text
    for name, repair in pack.repairs.items():
        for place, text in repair_texts(repair):
            yield documents[f"repairs/{name}.yaml"], place, text
    for name, asked in pack.forms.items():
        for place, text in asked.texts():
            yield documents[f"forms/{name}.yaml"], place, text
    if pack.purposes_file is not None:
        for place, text in purpose_texts(pack.purposes_file):
            yield documents[FILE], place, text
    for name, pledged in pack.pledges.items():
        for place, text in pledged.texts():
            yield documents[f"pledges/{name}.yaml"], place, text
    for name, notice in pack.notices.items():
        yield documents[f"notices/{name}.yaml"], ("title",), notice.title
        for place, line in notice.lines():
            yield documents[f"notices/{name}.yaml"], (*place, "text"), line.text
    for name, form in pack.documents.items():
        for place, text in form.texts():
            yield documents[f"documents/{name}.yaml"], place, text


def _kind(pack: Pack, kind: Kind, document: Document) -> Iterator[PackFault]:
    for index, source in enumerate(kind.sources):
        if source not in pack.agencies:
            expected = f"an agency of agencies.yaml ({', '.join(pack.agencies)})"
            yield document.fault(("sources", index), expected, f"`{source}`", "mend its spelling, or add it there")
    yield from citation_faults(pack, kind.basis, document, ("basis",))
    for index, period in enumerate(kind.publicity.periods):
        yield from citation_faults(pack, period.basis, document, ("publicity", "periods", index, "basis"))
    yield from citation_faults(pack, kind.retention.basis, document, ("retention", "basis"))


def _mapping(pack: Pack, mapping: Mapping, document: Document) -> Iterator[PackFault]:
    kind = pack.catalogue.get(mapping.kind)
    if mapping.agency not in pack.agencies:
        expected = f"an agency of agencies.yaml ({', '.join(pack.agencies)})"
        yield document.fault(("agency",), expected, f"`{mapping.agency}`", "mend its spelling, or add it there")
    elif kind is not None and mapping.agency not in kind.sources:
        expected = f"an agency that may submit `{mapping.kind}` ({', '.join(kind.sources)})"
        yield document.fault(("agency",), expected, f"`{mapping.agency}`", "or add it to `sources` of the kind")
    yield from _scheme_of(pack, "identity", mapping.code.scheme, document, ("code", "scheme"))
    for name in mapping.aliases:
        yield from _scheme_of(pack, "alias", name, document, ("aliases", name))
    if kind is None:
        expected = f"a kind of the catalogue ({', '.join(pack.catalogue)})"
        yield document.fault(("kind",), expected, f"`{mapping.kind}`", "mend its spelling, or add the kind")
        return
    for name, cell in mapping.facts.items():
        if name not in kind.facts.properties:
            expected = f"a fact of `{kind.kind}` ({', '.join(kind.facts.properties)})"
            yield document.fault(
                ("facts", name), expected, f"`{name}`", "mend its spelling, or add the fact to the kind"
            )
        else:
            yield from _fact(kind, name, cell, document)
    for name in kind.facts.required:
        if name not in mapping.facts:
            expected = f"an entry `{name}`, which `{kind.kind}` requires"
            yield document.fault(("facts",), expected, "none", f"add `{name}: …`")


def _scheme_of(pack: Pack, role: str, name: str, document: Document, at: Path) -> Iterator[PackFault]:
    fitting = [use.scheme for use in pack.info.schemes if use.role == role]
    if name not in fitting:
        expected = f"a scheme of pack.yaml whose role is `{role}` ({', '.join(fitting) or 'there is none'})"
        yield document.fault(at, expected, f"`{name}`")


def _fact(kind: Kind, name: str, cell: Cell, document: Document) -> Iterator[PackFault]:
    """A mapped fact: what the cell becomes must be of the fact's type, and money must be money on both sides."""
    fact = kind.facts.properties[name]
    at = ("facts", name)
    if cell.const is not None:
        yield from _values(kind, name, {(*at, "const"): cell.const}, document)
        return
    rules = RULES["date" if fact.format == "date" else fact.type]
    if cell.parse is not None and cell.parse not in rules:
        expected = f"{' or '.join(f'`{rule}`' for rule in rules)}, as `{name}` is of type `{fact.format or fact.type}`"
        yield document.fault((*at, "parse"), expected, f"`{cell.parse}`")
    elif cell.separator is not None and fact.type != "array":
        yield document.fault((*at, "separator"), f"none, as `{name}` is no array", "`separator`", "remove it")
    elif fact.unit == "fen" and cell.parse is None:
        mend = "money with the `unit` of the column, integer where its cells are whole fen already"
        yield document.fault(at, "`parse: money` or `parse: integer`, as the fact is in fen", "no `parse`", mend)
    elif cell.parse == "money" and fact.unit != "fen":
        mend = "the rule `money` yields fen: give the fact `x-unit: fen`"
        yield document.fault((*at, "parse"), f"a fact in fen, which `{name}` is not", "`money`", mend)
    if cell.codes is None:
        return
    if cell.parse in ("money", "decimal", "date", "era-date") or fact.format == "date":
        yield document.fault((*at, "codes"), "no code list for a number or a date", "`codes`", "remove it")
    else:
        yield from _values(kind, name, {(*at, "codes", key): value for key, value in cell.codes.items()}, document)


def _values(kind: Kind, name: str, words: dict[Path, str | bool | int], document: Document) -> Iterator[PackFault]:
    """What a pack itself puts into a fact, or into an element of its list, must be allowed there."""
    fact, schema = kind.facts.properties[name], kind.facts.json_schema["properties"][name]
    validator = kind.facts.validator.evolve(schema=schema.get("items", schema))
    for at, word in words.items():
        if error := next(validator.iter_errors(word), None):
            told = ", ".join(fact.words) if fact.words else f"{error.validator}: {error.validator_value}"
            yield document.fault(at, f"a value of `{name}` ({told})", shown(word))
