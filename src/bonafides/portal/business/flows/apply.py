"""An application by a form of an agency: what agencies hold is filled in with its source, only the rest is asked."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.acts.files import Kept, keep_bytes
from bonafides.acts.wall import inside
from bonafides.agencies.accounts.drafts import GivenFile
from bonafides.kernel.canonical.one import canonical
from bonafides.packs.form import Form as AskedForm
from bonafides.packs.form import FormItem
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.portal.business.flows.case_flow import MOST_FILES, CaseFlow
from bonafides.portal.business.flows.flow import Content, Line, PageOf, file_lines
from bonafides.portal.business.flows.values import YES_NO, day_field, form_of, text_field
from bonafides.portal.business.flows.words import filled_rows
from bonafides.portal.business.here import Here
from bonafides.portal.business.matters import Matter
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.models import Case
from bonafides.sharing.access.log import How
from bonafides.sharing.once.fill import fill
from bonafides.sharing.once.filled import FilledForm
from bonafides.sharing.once.forms import form_named
from bonafides.sharing.purpose import Request

KNOWN = "known"


class ApplyFlow(CaseFlow):
    """Opens the procedure of the form, with what the form tells it, the answers as a file, and the papers."""

    def __init__(self, here: Here, matter: Matter, form: AskedForm, **more: Any) -> None:
        super().__init__(here, matter, known=form.opening, **more)
        self.form = form
        self.title, self.about = say(form.title), say(form.matter)

    def pages(self, content: Content) -> Sequence[PageOf]:
        """What is known, then an item a page."""
        filled = filled_here(self.here, self.pack, self.form.form)
        lead = (
            _(
                "Agencies hold this already, so you are not asked for it. If something is wrong, contest it before you apply."
            ),
        )
        rows = tuple(filled_rows(filled))
        known = PageOf(KNOWN, _("What is filled in"), lead=lead, rows=rows, template="portal/business/filled.html")
        return [known, *(_page(one) for one in self.form.items if one.asked is not None)]

    def lines(self, content: Content, files: Sequence[GivenFile]) -> list[Line]:
        """What was answered and given."""
        found = []
        for page in self.pages(content):
            if page.form is not None:
                found.append(Line(page.title, _said(content.get(page.name, {}).get("answer")), page.name))
            elif page.files:
                found += file_lines(page, files)
        return found

    def send(self, content: Content, files: Mapping[str, Sequence[Kept]]) -> Acting:
        """The case; what the form read is counted for it as asked once."""
        filled = filled_here(self.here, self.pack, self.form.form)
        told = {
            "form": self.form.form, "pack": self.pack.name, "digest": filled.digest,
            "items": [
                {"item": one.item, "outcome": str(one.outcome), "agencies": list(one.agencies), "record": one.ref}
                for one in filled.items
            ],
            "answers": {name: given["answer"] for name, given in content.items() if "answer" in given},
        }  # fmt: skip
        kept = keep_bytes("application.json", io.BytesIO(canonical(told)))
        papers = [one for some in files.values() for one in some]
        acting = self.here.acting(self.pack.name, self.ground, f"application by form {self.form.form}, by the business")
        case = open_case(
            acting, self.procedure.name, entity=self.here.entity, fields=dict(self.form.opening), files=(kept, *papers),
            at=self.form.agency,
        )  # fmt: skip
        filled_here(self.here, self.pack, self.form.form, case)
        return acting


@inside()
def filled_here(here: Here, pack: Pack, name: str, case: Case | None = None) -> FilledForm:
    """A form as it is filled for the business, which sees its own; with a case it is counted."""
    day = timezone.localdate()
    form = form_named(pack, name, day)
    request = Request(here.who, form.purpose, f"case:{case.pk}" if case is not None else None, day)
    return fill(request, form, here.entity, pack=pack, how=How.PAGE)


def _page(one: FormItem) -> PageOf:
    title = say(one.title)
    if one.document is not None:
        return PageOf(one.item, title, lead=(_("At least one file is needed."),), files=MOST_FILES, least=1)
    kind = one.statement.type if one.statement else "text"
    field: forms.Field
    if kind == "boolean":
        field = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, label=title)
    elif kind == "integer":
        field = forms.IntegerField(min_value=0, label=title)
    elif kind == "date":
        field = day_field(required=True, label=title)
    else:
        field = text_field(required=True, label=title)
    return PageOf(one.item, title, form_of("item", {"answer": field}))


def _said(given: Any) -> str:
    return {"yes": _("Yes"), "no": _("No"), None: "—"}.get(given) or str(given)
