"""The whole-pack check: what only shows when the files are held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.kind import Kind
from bonafides.packs.mapping import Cell, Mapping
from bonafides.packs.pack import Pack
from bonafides.packs.vocabulary import Citation

Path = tuple[int | str, ...]
BUILT_IN_SCHEMES = frozenset({"uscc", "registration-number", "organisation-code", "name-place"})


def whole_pack_faults(pack: Pack, documents: dict[str, Document]) -> list[PackFault]:
    """Every fault of the pack as a whole; empty when it can be used."""
    own = chain(_schemes(pack, documents["pack.yaml"]), _texts(pack, documents), _duplicates(documents))
    kinds = (_kind(pack, kind, documents[f"catalogue/{name}.yaml"]) for name, kind in pack.catalogue.items())
    mappings = (_mapping(pack, one, documents[f"mappings/{name}.yaml"]) for name, one in pack.mappings.items())
    return list(chain(own, *kinds, *mappings))


def _schemes(pack: Pack, document: Document) -> Iterator[PackFault]:
    for index, use in enumerate(pack.info.schemes):
        given = [word for word in ("pattern", "stdnum") if getattr(use, word)]
        built_in = use.scheme in BUILT_IN_SCHEMES
        if built_in == bool(given) or len(given) > 1:
            expected = "no `pattern` or `stdnum` (it is built in)" if built_in else "one of `pattern` and `stdnum`"
            yield document.fault(("schemes", index), expected, given or "neither")


def _duplicates(documents: dict[str, Document]) -> Iterator[PackFault]:
    for name in ("instruments.yaml", "agencies.yaml"):
        seen: set[str] = set()
        for index, item in enumerate(documents[name].content):
            if item["id"] in seen:
                yield documents[name].fault((index, "id"), "an id used once", item["id"], "rename or remove one")
            seen.add(item["id"])


def _texts(pack: Pack, documents: dict[str, Document]) -> Iterator[PackFault]:
    """Every title in every language of the pack."""
    languages = set(pack.info.languages)

    def walk(document: Document, node: object, path: Path) -> Iterator[PackFault]:
        if isinstance(node, dict):
            for key, value in node.items():
                here = (*path, key)
                if key in ("title", "x-title", "refuse") and isinstance(value, dict):
                    if set(value) != languages:
                        yield document.fault(here, f"a text in each of {', '.join(pack.info.languages)}", dict(value))
                else:
                    yield from walk(document, value, here)
        elif isinstance(node, list):
            for index, value in enumerate(node):
                yield from walk(document, value, (*path, index))

    for document in documents.values():
        yield from walk(document, document.content, ())


def _kind(pack: Pack, kind: Kind, document: Document) -> Iterator[PackFault]:
    for index, source in enumerate(kind.sources):
        if source not in pack.agencies:
            yield document.fault(("sources", index), f"an agency ({', '.join(pack.agencies)})", source)
    for index, citation in enumerate(kind.basis):
        yield from _citation(pack, citation, document, ("basis", index))
    for index, period in enumerate(kind.publicity.periods):
        cited = period.basis if isinstance(period.basis, tuple) else (period.basis,)
        for citation in cited:
            yield from _citation(pack, citation, document, ("publicity", "periods", index, "basis"))
    kept = kind.retention.basis
    for citation in kept if isinstance(kept, tuple) else (kept,):
        yield from _citation(pack, citation, document, ("retention", "basis"))


def _citation(pack: Pack, citation: Citation, document: Document, at: Path) -> Iterator[PackFault]:
    if citation.instrument not in pack.instruments:
        mend = "add it to instruments.yaml, or cite one that is there"
        yield document.fault((*at, "instrument"), "an instrument of this pack", citation.instrument, mend)


def _mapping(pack: Pack, mapping: Mapping, document: Document) -> Iterator[PackFault]:
    kind = pack.catalogue.get(mapping.kind)
    if kind is None:
        yield document.fault(("kind",), f"a kind of the catalogue ({', '.join(pack.catalogue)})", mapping.kind)
        return
    if mapping.agency not in kind.sources:
        expected = f"an agency that may submit {mapping.kind} ({', '.join(kind.sources)})"
        yield document.fault(("agency",), expected, mapping.agency, "or add it to `sources` of the kind")
    identities = {use.scheme for use in pack.info.schemes if use.role == "identity"}
    if mapping.code.scheme not in identities:
        yield document.fault(("code", "scheme"), f"an identity scheme ({', '.join(identities)})", mapping.code.scheme)
    aliases = {use.scheme for use in pack.info.schemes if use.role == "alias"}
    for name in mapping.aliases:
        if name not in aliases:
            yield document.fault(("aliases", name), f"an alias scheme ({', '.join(aliases)})", name)
    for name, cell in mapping.facts.items():
        if name not in kind.facts.properties:
            yield document.fault(("facts", name), f"a fact of {kind.kind} ({', '.join(kind.facts.properties)})", name)
        else:
            yield from _codes(kind, name, cell, document)
    for name in kind.facts.required:
        if name not in mapping.facts:
            yield document.fault(("facts",), f"the required fact `{name}` of {kind.kind}", "none", f"map `{name}: …`")


def _codes(kind: Kind, name: str, cell: Cell, document: Document) -> Iterator[PackFault]:
    fact = kind.facts.properties[name]
    allowed = fact.words
    if not (allowed and cell.codes):
        return
    for key, value in cell.codes.items():
        if value not in allowed:
            yield document.fault(("facts", name, "codes", key), f"a value of `{name}` ({', '.join(allowed)})", value)
