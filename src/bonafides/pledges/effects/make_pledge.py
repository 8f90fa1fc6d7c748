"""`make-pledge`: the business pledged: on the conditions it was told, signed by who may sign, with what it promises by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.documents.models import Document
from bonafides.kernel.sentence import Joined, Sentence
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
            "`complete` says that all papers are there, `missing` names %(missing)s: say the one or the other; "
            "nothing was changed",
            missing=Joined(missing),
        )
    if by is not None and not missing:
        raise ActRefusedError(
            "`papers_by` promises papers by %(by)s, and `missing` names none; nothing was changed", by=by
        )
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
                "expected a paper of `%(item)s` (%(papers)s), came `%(name)s`; nothing was changed",
                item=item.item,
                papers=Joined(papers) or Sentence("it asks none"),
                name=name,
            )
        if by is not None and not papers[name].promisable:
            may = Joined(one.paper for one in item.papers if one.promisable) or Sentence("none")
            raise ActRefusedError(
                "`%(name)s` may not be promised (those that may: %(may)s): bring it, or leave `papers_by` out and go on "
                "by `%(procedure)s`; nothing was changed",
                name=name,
                may=may,
                procedure=item.ordinary.procedure,
            )
    if by is None:
        return
    latest = last_day(installed_pack(case.version.pack)[0], item.promised_within, day)
    if not day < by <= latest:
        raise ActRefusedError(
            "expected a day after %(day)s and up to %(latest)s as `papers_by`, came %(by)s: nothing may be promised "
            "for longer; nothing was changed",
            day=day,
            latest=latest,
            by=by,
        )
