"""`make-pledge`: the business pledged: on the conditions it was told, signed by who may sign, with what it promises by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.documents.models import Document
from bonafides.packs.pledge import PledgeItem
from bonafides.packs.queries import installed_pack
from bonafides.pledges.form import filled_for, kept
from bonafides.pledges.items import check_unchanged, item_told
from bonafides.pledges.limits import last_day
from bonafides.pledges.models import Pledge
from bonafides.procedures.models import Case, Step

TEXT = "pledge-text"


def make_pledge(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`item`, `signer`; `complete`: all papers are there; else `missing` and `papers_by`: what is promised by when."""
    item = item_told(case, given["item"])
    check_unchanged(case, item)
    missing, by = tuple(given.get("missing") or ()), given.get("papers_by")
    if given.get("complete") is True and missing:
        raise ActRefusedError(
            f"`complete` says that all papers are there, `missing` names {', '.join(missing)}: say the one or the "
            "other; nothing was changed"
        )
    if by is not None and not missing:
        raise ActRefusedError(f"`papers_by` promises papers by {by}, and `missing` names none; nothing was changed")
    _check_promise(case, item, step.on, missing, by)
    text = Document.objects.filter(case=case.pk, form=TEXT).order_by("-pk").first()
    acting.write(
        Pledge, case=case, entity_id=case.entity_id, item=item.item, conditions=item.version, signer=str(given["signer"]),
        text=text.code if text is not None else "", on=step.on, promised=list(missing if by is not None else ()),
        papers_by=by, form=kept(filled_for(acting, case, item, step.on)),
    )  # fmt: skip
    acting.tell(item=item.item, conditions=item.version)


def _check_promise(case: Case, item: PledgeItem, day: date, missing: tuple[str, ...], by: date | None) -> None:
    """Raise ActRefusedError for a paper that the item does not ask, or for a promise that may not be made."""
    papers = {one.paper: one for one in item.papers}
    for name in missing:
        if name not in papers:
            raise ActRefusedError(
                f"expected a paper of `{item.item}` ({', '.join(papers) or 'it asks none'}), came `{name}`; nothing was changed"
            )
        if by is not None and not papers[name].promisable:
            may = ", ".join(one.paper for one in item.papers if one.promisable) or "none"
            raise ActRefusedError(
                f"`{name}` may not be promised (those that may: {may}): bring it, or leave `papers_by` out and go on by "
                f"`{item.ordinary.procedure}`; nothing was changed"
            )
    if by is None:
        return
    latest = last_day(installed_pack(case.version.pack)[0], item.promised_within, day)
    if not day < by <= latest:
        raise ActRefusedError(
            f"expected a day after {day} and up to {latest} as `papers_by`, came {by}: nothing may be promised for "
            "longer; nothing was changed"
        )
