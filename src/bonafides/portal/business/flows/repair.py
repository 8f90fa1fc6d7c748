"""An application for repair: what the register found, the public commitment, then only the paper that no agency has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.acts.files import Kept
from bonafides.acts.wall import inside
from bonafides.agencies.accounts.drafts import GivenFile
from bonafides.kernel.procedure.model import Procedure
from bonafides.packs.grounds import law_on
from bonafides.packs.labels import cited_words, say
from bonafides.packs.pack import Pack
from bonafides.portal.business.flows.flow import Content, Flow, Line, PageOf, file_lines
from bonafides.portal.business.flows.values import day_field, form_of, plain_text
from bonafides.portal.business.here import Here
from bonafides.portal.business.matters import Matter
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case
from bonafides.procedures.opening import procedure_on
from bonafides.records.models import Record
from bonafides.remedies.acts.add_proof import add_proof
from bonafides.remedies.acts.apply import apply
from bonafides.remedies.duties import DutyShown
from bonafides.remedies.eligibility import Eligibility
from bonafides.remedies.proofs import Given
from bonafides.remedies.queries import checked, the_repair

COMMIT = "commit"
DUTY = "duty-"


@dataclass(frozen=True)
class DutyRow:
    """A duty as the register shows it."""

    title: str
    done: bool
    by: tuple[str, ...]
    paper: str


class RepairFlow(Flow):
    """For a record that can be repaired. `case`: a paper more for an application that is open already."""

    def __init__(self, here: Here, matter: Matter, *, record: Record, case: Case | None = None) -> None:
        self.pack, self.repair = the_repair(record)
        self.record, self.case, day = record, case, timezone.localdate()
        with inside():
            self.found: Eligibility = checked(record, day, committed=True, case=case)
            procedure = (
                held(case).procedure if case is not None else procedure_on(self.pack, self.repair.procedure, day)
            )
        self.ground = law_on(self.pack, procedure.opens.basis or procedure.basis, day)
        agency = self.pack.agencies.get(record.agency.name)
        super().__init__(
            here, matter, _("Add a paper to an application for repair") if case is not None else say(procedure.title),
            _("about record %(ref)s") % {"ref": record.source_ref}, say(agency.title) if agency else record.agency.name,
            [cited_words(self.pack, one) for one in procedure.basis], _after(self.pack, procedure, case),
            _("What I give is true. I know that what is gained by false material is revoked, and recorded."),
        )  # fmt: skip

    @property
    def duties(self) -> list[DutyRow]:
        """Each duty that is owed, and which agency's record shows it."""
        return [
            DutyRow(
                say(one.duty.title), one.performed, tuple(f"{each.agency}/{each.ref}" for each in one.shown_by),
                say(one.duty.paper) if one.missing else "",
            )
            for one in self.found.duties
        ]  # fmt: skip

    def pages(self, content: Content) -> Sequence[PageOf]:
        """What was found, the commitment, a page for each paper."""
        papers = [_paper(one, least=0 if self.case is None else 1) for one in self.found.missing]
        if self.case is not None:
            return papers[:1] if len(papers) == 1 else [_which(self.found.missing), *_chosen(papers, content)]
        commit = form_of(COMMIT, {COMMIT: forms.BooleanField(
            required=True, label=_("We commit ourselves in public to the truth of what we give, and answer for it."),
            error_messages={"required": _("Without the commitment no repair is admitted. Tick the box to go on.")},
        )})  # fmt: skip
        lead = (
            _("The commitment becomes a record of its own, which everybody reads."),
            _("Repair is free of charge at every stage. Nobody may ask money for it."),
        )
        found = PageOf(
            "found", _("What the register found"), rows=(self,), template="portal/business/repair_found.html"
        )
        return [found, PageOf(COMMIT, _("Public commitment"), commit, lead), *papers]

    def lines(self, content: Content, files: Sequence[GivenFile]) -> list[Line]:
        """The commitment, and each paper with what it states."""
        found = [] if self.case is not None else [Line(_("Public commitment"), _("made"), COMMIT)]
        for page in self.pages(content):
            if page.name.startswith(DUTY):
                found += file_lines(page, files) or [Line(page.title, _("no paper"), page.name)]
                found += [
                    Line(str(page.form.base_fields[name].label), str(value), page.name)
                    for name, value in content.get(page.name, {}).items() if page.form and name in page.form.base_fields
                ]  # fmt: skip
        return found

    def send(self, content: Content, files: Mapping[str, Sequence[Kept]]) -> Acting:
        """The application, or the paper more."""
        given = [
            _given(one.duty.duty, content.get(f"{DUTY}{one.duty.duty}", {}), kept)
            for one in self.found.missing for kept in files.get(f"{DUTY}{one.duty.duty}", ())
        ]  # fmt: skip
        what = "application for repair" if self.case is None else f"case {self.case.pk}, a paper more"
        acting = self.here.acting(self.pack.name, self.ground, f"{what}, by the business")
        if self.case is None:
            apply(acting, self.record, committed=True, proofs=given)
        else:
            for one in given:
                add_proof(acting, self.case.pk, one)
        return acting


def _given(duty: str, told: Mapping[str, Any], kept: Kept) -> Given:
    amount, on = told.get("amount"), told.get("on")
    fen = int(Decimal(str(amount).replace(",", "")) * 100) if amount else None
    return Given(duty, kept, fen, date.fromisoformat(on) if on else None, str(told.get("number", "")))


def _paper(one: DutyShown, *, least: int) -> PageOf:
    fields: dict[str, forms.Field] = {}
    if one.amount is not None:
        fields["amount"] = forms.CharField(
            required=False, label=_("Amount that it states, in yuan"), validators=[_yuan], max_length=20
        )
    fields["on"] = day_field(required=False, label=_("Day that it states"))
    fields["number"] = forms.CharField(
        required=False, label=_("Number of the receipt"), max_length=100, validators=[plain_text]
    )
    lead = [
        _("No agency's record shows this, so you may give a paper for it: %(paper)s.") % {"paper": say(one.duty.paper)}
    ]
    if not least:
        lead.append(_("You may add it later, as long as your application is open."))
    name = f"{DUTY}{one.duty.duty}"
    return PageOf(name, say(one.duty.title), form_of("paper", fields), tuple(lead), files=1, least=least)


def _yuan(text: str) -> None:
    """A sum in yuan with at most two decimals."""
    from django.core.exceptions import ValidationError

    digits = text.replace(",", "")
    if not digits.isascii() or not digits.replace(".", "", 1).isdecimal() or len(digits.partition(".")[2]) > 2:
        raise ValidationError(_("Write an amount such as 20000 or 20000.50."))
    MinValueValidator(0)(Decimal(digits))


def _which(missing: Sequence[DutyShown]) -> PageOf:
    choices = [(one.duty.duty, say(one.duty.title)) for one in missing]
    field = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, label=_("For which duty is the paper?"))
    return PageOf("which", _("Which paper?"), form_of("which", {"duty": field}))


def _chosen(papers: Sequence[PageOf], content: Content) -> list[PageOf]:
    duty = content.get("which", {}).get("duty")
    return [one for one in papers if one.name == f"{DUTY}{duty}"]


def _after(pack: Pack, procedure: Procedure, case: Case | None) -> list[str]:
    if case is not None:
        return [_("It counts at once, unless something speaks against it: then an officer looks at it first.")]
    told = [
        _("This period begins with it: %(clock)s.") % {"clock": say(one.title)}
        for one in procedure.clocks.values() if "opened" in one.starts
    ]  # fmt: skip
    return [
        *told,
        _(
            "If it is granted, the record is published, shared and used no more, and every measure that rests on it ends."
        ),
    ]
