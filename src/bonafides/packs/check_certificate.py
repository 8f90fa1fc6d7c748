"""`certificate` of pack.yaml: its form, its agency and the kinds that it names are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.pack import Pack
from bonafides.packs.wording import Path


def certificate_faults(pack: Pack, document: Document) -> Iterator[PackFault]:
    """What a certificate could not be made of."""
    use = pack.info.certificate
    if use is None:
        return
    yield from _known(document, ("certificate", "form"), use.form, pack.documents, "a form of documents/")
    yield from _known(document, ("certificate", "agency"), use.agency, pack.agencies, "an agency of agencies.yaml")
    for index, name in enumerate(use.names):
        yield from _known(document, ("certificate", "names", index), name, pack.catalogue, "a kind of catalogue/")


def _known(document: Document, at: Path, name: str, known: Iterable[str], what: str) -> Iterator[PackFault]:
    names = tuple(known)
    if name not in names:
        expected = f"{what} ({', '.join(names) or 'there is none'})"
        yield document.fault(at, expected, f"`{name}`", "mend its spelling, or add it there")
