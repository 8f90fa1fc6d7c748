"""A condition on a record, in FEEL: read, held against the kinds that it is about, and never about a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bonafides.kernel.feel.check import infer
from bonafides.kernel.feel.errors import FeelError
from bonafides.kernel.feel.parse import parse_expression
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.types import BOOLEAN, NULL, Type
from bonafides.packs.document import Document
from bonafides.packs.facts import LOCKED
from bonafides.packs.faults import PackFault
from bonafides.packs.pack import Pack
from bonafides.packs.scope import names_in
from bonafides.packs.wording import Path


def condition_faults(
    pack: Pack, kinds: Sequence[str], where: str, scope: dict[str, Type], document: Document, at: Path
) -> Iterator[PackFault]:
    """Every fault of a `where` over records of these kinds of the catalogue."""
    known = Scope(scope)
    try:
        tree = parse_expression(where, known)
        of = infer(tree, known)
    except FeelError as error:
        place = f" (character {error.at.start + 1})" if error.at.start else ""
        yield document.fault(at, error.expected, f"{error.came}{place}", error.mend)
        return
    if of not in (BOOLEAN, NULL):
        yield document.fault(at, "a condition: true or false of a record", f"a {of}", "compare it with something")
    for name in dict.fromkeys(names_in(tree)):
        yield from personal_faults(pack, kinds, name, document, at)


def personal_faults(pack: Pack, kinds: Sequence[str], fact: str, document: Document, at: Path) -> Iterator[PackFault]:
    """Limit 1: what is a person's own data makes nothing about a business."""
    for kind in kinds:
        of = pack.catalogue[kind].facts.properties.get(fact)
        if of is not None and of.disclosure == "personal":
            came = f"`{fact}` of `{kind}`, which is personal data"
            yield document.fault(at, "a fact about the business", came, "leave it out: no person is assessed")
        elif of is not None and of.disclosure in LOCKED:
            mend = "leave it out: it is under lock, and once erased no decision on it could be repeated"
            yield document.fault(at, "a fact that is not under lock", f"`{fact}` of `{kind}`, a trade secret", mend)
