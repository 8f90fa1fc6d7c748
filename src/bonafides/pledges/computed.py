"""What guards of pledges ask of the register (`{computed: NAME}`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bonafides.acts.act import ActRefusedError
from bonafides.entities.models import Entity
from bonafides.kernel.feel.values import Value
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack, pack_of_version, packs_in_force
from bonafides.pledges.items import excluded, item_of
from bonafides.pledges.limits import last_day
from bonafides.procedures.models import Case
from bonafides.records.models import Record


def item_excluded(
    case: Case | None, entity: Entity, record: Record | None, fields: Mapping[str, Value], day: date
) -> Value:
    """`pledge_item_excluded`: by the law of the day, and the answers of the pack as the business was told them.

    Before there is a case, by any pack that has the item; the act that opens the case asks its own pack once more.
    """
    name = fields.get("item")
    if case is not None:
        pack = installed_pack(case.version.pack)[0]
        return excluded(pack, item_of(pack_of_version(case.version), name, day), day).value is not False
    having = [pack for pack in _packs() if str(name) in pack.pledges]
    if not having:
        raise ActRefusedError(
            "expected an item that may be had by a pledge, came `%(name)s`; nothing was changed", name=name
        )
    return any(excluded(pack, item_of(pack, name, day), day).value is not False for pack in having)


def papers_promised(
    case: Case | None, entity: Entity, record: Record | None, fields: Mapping[str, Value], day: date
) -> Value:
    """`papers_promised`: every missing paper may be promised, and is, by a day that the law allows."""
    missing, by = fields.get("missing"), fields.get("papers_by")
    if case is None or not isinstance(missing, tuple) or not isinstance(by, date):
        return False
    item = item_of(pack_of_version(case.version), fields.get("item"), day)
    papers = {one.paper: one for one in item.papers}
    made = getattr(case, "pledge", None)
    latest = last_day(installed_pack(case.version.pack)[0], item.promised_within, made.on if made is not None else day)
    return all(str(name) in papers and papers[str(name)].promisable for name in missing) and by <= latest


def _packs() -> list[Pack]:
    return [pack for pack, _ in packs_in_force()]
