"""What the documents of a pledge are given beside the case: the item in words, its conditions, duties and consequences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.documents.content import cited_text
from bonafides.kernel.procedure.inputs import value_of
from bonafides.kernel.procedure.known import Known
from bonafides.packs.check_pledges import CREDIT
from bonafides.packs.pack import Pack
from bonafides.packs.pledge import Basis, PledgeItem
from bonafides.packs.vocabulary import Citation
from bonafides.pledges.items import item_told
from bonafides.pledges.plan import planned
from bonafides.procedures.cases import Held


def on_documents(held: Held, fields: Mapping[str, Any], known: Known) -> Mapping[str, Any]:
    """For each document of a case of a pledge."""
    item = item_told(held.case, fields["item"])
    papers = [{"title": one.title, "basis": cited(held.pack, one.basis)} for one in item.papers]
    missing = set(fields.get("missing") or ())
    return {
        "fields": {"matter": item.title, "conditions_version": item.version} | _plan(held, item, known),
        "lists": {
            "conditions": [
                {"title": one.title, "verify": one.verify, "basis": cited(held.pack, one.basis)} for one in item.conditions
            ],
            "papers": papers,
            "items": [told for one, told in zip(item.papers, papers, strict=True) if one.paper in missing],
            "duties": [{"text": one.text, "basis": cited(held.pack, one.basis)} for one in item.duties],
            "consequences": [{"text": one.text, "basis": cited(held.pack, one.basis)} for one in item.consequences],
        },
    }  # fmt: skip


def _plan(held: Held, item: PledgeItem, known: Known) -> dict[str, str]:
    """How it is verified: from the approval on, by what the approval rests on."""
    step = held.procedure.steps.get(known.taken[-1].step)
    sources = [one.given[CREDIT] for one in step.effects if CREDIT in one.given] if step is not None else []
    if not sources:
        return {}
    good = value_of(sources[0], known) is True
    return {"method": planned(held.pack, item, known.today, good_credit=good).method}


def cited(pack: Pack, basis: Basis) -> dict[str, str]:
    """A basis in so many words, in each language."""
    named = (basis,) if isinstance(basis, Citation) else basis
    return {
        language: ("；" if language == "zh" else "; ").join(
            cited_text(pack.instruments[one.instrument].title[language], [one.article] if one.article else [], language)
            for one in named
        )
        for language in pack.info.languages
    }  # fmt: skip
