"""The act by which an officer takes records out of the register as a file."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.who import Kind, Who
from bonafides.entities.models import Entity
from bonafides.sharing.access.days import number
from bonafides.sharing.access.models import Export
from bonafides.sharing.disclosure import How, Request, disclosed_fields
from bonafides.sharing.exports.files import Form, as_file
from bonafides.sharing.exports.keys import choices_of
from bonafides.sharing.exports.quota import hold, taken
from bonafides.sharing.exports.table import marked_table

GAPS, QUOTA = "export_gaps_per_mille", "export_rows_a_month"
MOST = 100_000
"""Businesses of one export."""


@dataclass(frozen=True)
class Wanted:
    """What is taken out: facts of one kind of record, `PACK/KIND`, of some businesses; for which purpose, in which case."""

    kind: str
    fields: Sequence[str]
    entities: Sequence[int]
    purpose: str
    case: str | None = None
    form: Form = Form.CSV


@dataclass(frozen=True)
class Exported:
    """What was taken out."""

    export: Export
    content: bytes


@official_act("sharing.export", by=(Role.CASE_OFFICER, Role.REVIEWER, Role.DECIDER, Role.INSPECTOR, Role.AUDITOR))
def export(acting: Acting, wanted: Wanted) -> Exported:
    """From now on the officer has the file, and the log of each business says so. The file bears a mark that names it.

    What the purpose does not open is refused, as is what the agency's quota of the month does not hold.
    """
    from bonafides.packs.queries import installed_pack

    if not 1 <= len(wanted.entities) <= MOST or not wanted.fields:
        raise ActRefusedError(
            "expected 1 to %(most)s businesses and at least one field, came %(number)s and %(fields)s; export in "
            "parts, nothing was changed",
            most=MOST,
            number=len(wanted.entities),
            fields=len(wanted.fields),
        )
    pack, _ = installed_pack(acting.pack)
    now, today = timezone.now(), timezone.localdate()
    fields = list(dict.fromkeys(wanted.fields))
    who = Who(Kind.OFFICER, acting.pack, acting.agency, acting.officer)
    request = Request(who, wanted.purpose, wanted.case, today)
    hold(acting.pack, acting.agency)
    found = disclosed_fields(
        request, sorted(set(wanted.entities)), {wanted.kind: fields}, as_of=today, known_at=now, how=How.EXPORT
    )
    quota, had = number(pack, QUOTA, today), taken(acting.pack, acting.agency, today)
    if quota is not None and had + len(found) > quota:
        raise ActRefusedError(
            "the quota of %(agency)s is %(quota)s rows a month (%(parameter)s), %(had)s were taken, and this export "
            "has %(number)s; wait for the next month or have the quota raised, nothing was changed",
            agency=acting.agency,
            quota=quota,
            parameter=QUOTA,
            had=had,
            number=len(found),
        )
    salt, per_mille = secrets.token_bytes(16), number(pack, GAPS, today) or 0
    codes = dict(Entity.objects.filter(pk__in={one.entity for one in found}).values_list("id", "code"))
    table = marked_table(found, fields, codes, choices_of(salt), per_mille)
    content = as_file(table, wanted.form)
    row = acting.write(
        Export, pack=acting.pack, agency=acting.agency, name=acting.officer, purpose=wanted.purpose, case=wanted.case,
        kind=wanted.kind, fields=fields, on=today, known_at=now, rows=len(table.rows), gaps=table.gaps, per_mille=per_mille,
        salt=salt, sha256=sha256(content).hexdigest(), records=b"".join(one.to_bytes(8, "big") for one in table.numbers),
        entities=b"".join(one.to_bytes(8, "big") for one in sorted({one.entity for one in found})),
    )  # fmt: skip
    acting.details = {
        "export": row.pk, "kind": row.kind, "fields": fields, "purpose": row.purpose, "rows": row.rows, "sha256": row.sha256
    }  # fmt: skip
    return Exported(row, content)
