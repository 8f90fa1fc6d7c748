"""Which business an evidence request is about, and by which version of the pack it is answered: one statement for both."""

from __future__ import annotations

from bonafides.acts.statement import Statement
from bonafides.entities.models import Entity
from bonafides.entities.queries import BY_CODE, UnknownEntityError, found_by_code
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.packs.queries import UnknownPackError, pack_of_version, version_numbered

_PLACE = Statement(f"""
SELECT i.version_id, v.digest, found.* FROM packs_installedpack i JOIN packs_packversion v ON v.id = i.version_id
LEFT JOIN ({BY_CODE}) AS found ON true WHERE i.pack = %(pack)s
""")


def place(pack: str, scheme: str, code: str) -> tuple[Pack, PackVersion, Entity, list[int]]:
    """The pack in force and its version; the business of a code, and the numbers of all that are one with it.

    Raises UnknownPackError, UnknownEntityError.
    """
    if "\0" in scheme + code:
        raise UnknownEntityError("there is no business with this code in this register")
    row = _PLACE.first_row({"pack": pack, "scheme": scheme, "code": code})
    if row is None:
        raise UnknownPackError(
            f"pack `{pack}` is not in force here; put it in force: bonafides pack install packs/{pack}"
        )
    entity, ones = found_by_code(scheme, row[2:])
    version = version_numbered(row[0], row[1])
    return pack_of_version(version), version, entity, ones
