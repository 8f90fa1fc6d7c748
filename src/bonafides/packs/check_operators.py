"""A catalogue that tells of another operator needs the standard that says how what was before is shown."""

from __future__ import annotations

from collections.abc import Iterator

from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.new_operator import NEW_OPERATOR, OPERATOR_SEGMENT
from bonafides.packs.pack import Pack


def operator_faults(pack: Pack, documents: dict[str, Document]) -> Iterator[PackFault]:
    """Else a new operator would be burdened with what another did, and nobody would see it."""
    decided = any(one.name == OPERATOR_SEGMENT for model in pack.standards.values() for one in model.decisions)
    for name, kind in pack.catalogue.items():
        fact = kind.facts.properties.get(NEW_OPERATOR.fact)
        if fact is not None and NEW_OPERATOR.value in (fact.words or ()) and not decided:
            yield documents[f"catalogue/{name}.yaml"].fault(
                ("facts", "properties", NEW_OPERATOR.fact, "enum"),
                f"a decision `{OPERATOR_SEGMENT}` in standards/, as the operator of a business may change",
                f"`{NEW_OPERATOR.value}`, and no such decision",
                "add standards/operator-segment.dmn (see that of packs/cn), or remove the word",
            )
