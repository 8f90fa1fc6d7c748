"""What stands against an approval at the decision points of an item: a bar of the law, a measure that denies."""

from __future__ import annotations

import json

from bonafides.acts.act import ActRefusedError
from bonafides.kernel.sentence import SEMICOLON, Joined, Sentence
from bonafides.measures.checks.asker import of_agency
from bonafides.measures.checks.check import check
from bonafides.measures.checks.points import point_in_force
from bonafides.packs.pledge import PledgeItem
from bonafides.procedures.models import Case


def refuse_where_something_stands(case: Case, item: PledgeItem) -> None:
    """Raise ActRefusedError where a measure denies the business what it asks for."""
    pack, entity = case.version.pack, case.entity
    for name in item.points:
        at = point_in_force(name, pack)
        done = json.loads(check(at, [entity.code], of_agency(pack, case.agency.name, at), entity.scheme).payload)
        for answer in done["answers"]:
            denying = [one for one in answer["measures"] if one["effect"] == "deny"]
            if answer["answer"] == "denied" and denying:
                told = Joined(
                    (
                        Sentence(
                            "%(measure)s (%(basis)s, since %(since)s)",
                            measure=one["measure"],
                            basis=one["basis"],
                            since=one["since"],
                        )
                        for one in denying
                    ),
                    SEMICOLON,
                )
                raise ActRefusedError(
                    "at %(name)s this is denied to %(entity)s: %(told)s; it is for `%(procedure)s` to decide; nothing was "
                    "changed",
                    name=name,
                    entity=entity,
                    told=told,
                    procedure=item.ordinary.procedure,
                )
