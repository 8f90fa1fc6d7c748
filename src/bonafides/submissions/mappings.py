"""Under which mapping a client may submit: one of its own agency, of the pack in force."""

from __future__ import annotations

from dataclasses import dataclass

from bonafides.packs.mapping import Mapping
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.packs.queries import UnknownPackError, pack_of_mapping
from bonafides.submissions.client import Client, SubmissionRefusedError


@dataclass(frozen=True)
class Under:
    """A mapping with the pack that it is of."""

    pack: Pack
    version: PackVersion
    mapping: Mapping


def mapping_for(client: Client, name: str) -> Under:
    """The mapping. Raises SubmissionRefusedError where there is none, or it is another agency's."""
    try:
        pack, version = pack_of_mapping(name, client.pack)
    except UnknownPackError:
        raise SubmissionRefusedError(
            404, f"mapping: expected one of pack {client.pack} in force, came another"
        ) from None
    mapping = pack.mappings[name]
    if mapping.agency != client.agency:
        own = ", ".join(sorted(one.mapping for one in pack.mappings.values() if one.agency == client.agency)) or "none"
        raise SubmissionRefusedError(403, f"mapping: expected one of the client's own agency ({own}), came another's")
    return Under(pack, version, mapping)
