"""What the business is told before a visit: in each language of the pack, the law's own words from the pack."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Approval
from bonafides.inspections.ratios import number
from bonafides.inspections.visits.standing import InHand
from bonafides.kernel.sentence import Sentence
from bonafides.packs.notice import NoticeForm

FORM = "inspection"
DJANGO = {"zh": "zh-hans"}


def notice_text(visit: InHand, approval: Approval, visits: int, exempt: str | None) -> str:
    """The notice; `visits`: those made this year before this one. Raises RefusedError where the pack has no words for it."""
    form = visit.pack.notices.get(FORM)
    if form is None or not form.in_force.covers(visit.today):
        if exempt is None:
            mend = Sentence("add notices/%(form)s.yaml, or name the ground on which no notice is given", form=FORM)
            raise RefusedError(
                "pack %(pack)s has no notice of an inspection in force: %(mend)s; nothing was changed",
                pack=visit.pack.name,
                mend=mend,
            )
        form = None
    parts = []
    for language in visit.pack.info.languages:
        with override(DJANGO.get(language, language)):
            parts.append("\n".join(_lines(visit, approval, visits, exempt, form, language)))
    return "\n\n".join(parts) + "\n"


def _lines(
    visit: InHand, approval: Approval, visits: int, exempt: str | None, form: NoticeForm | None, language: str
) -> Iterator[str]:
    own = visit.assignment
    if form is not None:
        yield form.title[language]
        yield ""
    yield _("To: the business with the code %(code)s") % {"code": own.entity.code}
    yield _("From: %(agency)s") % {"agency": visit.pack.agencies[own.agency.name].title[language]}
    for part in visit.parts:
        item = visit.item_of(part)
        basis = "; ".join(f"{visit.pack.instruments[one.instrument].title[language]} {one.article or ''}".strip()
                          for one in item.basis)  # fmt: skip
        yield _("Item: %(title)s (%(basis)s)") % {"title": item.title[language], "basis": basis}
        yield _("Officers: %(numbers)s") % {"numbers": ", ".join(part.officers)}
    yield _("Approved under %(number)s for %(since)s to %(until)s") % {
        "number": approval.number, "since": approval.since, "until": approval.until,
    }  # fmt: skip
    cap = number(visit.pack, visit.item.yearly_cap, visit.today)
    yield _("Visits of this authority to you this year, before this one: %(visits)s; planned visits end at %(cap)s") % {
        "visits": visits, "cap": cap,
    }  # fmt: skip
    if exempt is not None:
        yield _("No notice beforehand, by %(ground)s") % {"ground": exempt}
    if form is not None:
        yield from ("", _("Your rights"), *_numbered(one.text[language] for one in form.rights))
        yield from ("", _("What the officers must not do"), *_numbered(one.text[language] for one in form.prohibitions))


def _numbered(lines: Iterator[str]) -> Iterator[str]:
    return (f"{place}. {line}" for place, line in enumerate(lines, 1))
