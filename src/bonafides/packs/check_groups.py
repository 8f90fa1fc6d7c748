"""Groups held against the rest of the pack: what they divide by is there, and is of a type that they can divide."""

from __future__ import annotations

from collections.abc import Iterator

from bonafides.kernel.feel.types import NUMBER, STRING
from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.group import duplicates
from bonafides.packs.pack import Pack
from bonafides.packs.scope import OF_AN_ENTITY, indicator_type


def group_faults(pack: Pack, document: Document) -> Iterator[PackFault]:
    """Every fault of `groups` in pack.yaml that shows only beside the other files."""
    for index in duplicates(pack.info.groups):
        came = f"`{pack.info.groups[index].group}` a second time"
        yield document.fault(("groups", index, "group"), "each group once", came, "rename or remove one")
    for index, one in enumerate(pack.info.groups):
        at = ("groups", index)
        if one.of in pack.indicators:
            of = indicator_type(pack, pack.indicators[one.of])
        elif one.of in OF_AN_ENTITY:
            of = OF_AN_ENTITY[one.of]
        else:
            expected = f"an indicator of the pack, or one of {', '.join(OF_AN_ENTITY)}"
            yield document.fault(
                (*at, "of"), expected, f"`{one.of}`", "mend its spelling, or add it to indicators.yaml"
            )
            continue
        if of == NUMBER and one.bands is None:
            yield document.fault(at, f"`bands`, as `{one.of}` is a number", "none", "add `bands: [10, 100]`")
        if of != NUMBER and one.bands is not None:
            yield document.fault((*at, "bands"), f"no `bands`, as `{one.of}` is a {of}", "bands", "remove them")
        if of != STRING and one.characters is not None:
            expected = f"no `characters`, as `{one.of}` is a {of}"
            yield document.fault((*at, "characters"), expected, "characters", "remove them")
