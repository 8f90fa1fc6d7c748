"""A pledge: what the item asks and what follows, read before anything; then the signature, with what the register fills in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.acts.files import Kept, keep_bytes
from bonafides.agencies.accounts.speaking import name_of
from bonafides.documents.models import Document
from bonafides.kernel.canonical.one import canonical
from bonafides.packs.labels import cited_words, say
from bonafides.packs.pledge import PledgeItem
from bonafides.pledges.catalogue import basis_words
from bonafides.portal.business.flows.apply import filled_here
from bonafides.portal.business.flows.case_flow import FILES, CaseFlow
from bonafides.portal.business.flows.flow import Content, PageOf
from bonafides.portal.business.flows.values import form_of
from bonafides.portal.business.flows.words import filled_rows
from bonafides.portal.business.here import Here
from bonafides.portal.business.matters import Matter

READ = "read"
TEXT = "pledge-text"


class TellFlow(CaseFlow):
    """Asking for an item by a pledge: its conditions are read, and told in writing at once."""

    def __init__(self, here: Here, matter: Matter, item: PledgeItem, **more: Any) -> None:
        super().__init__(here, matter, known={"item": item.item}, **more)
        self.item = item
        self.title, self.about = _("Begin a pledge"), say(item.title)
        self.after = [_("You are told in writing, at once. Nothing binds you before you sign.")]

    def pages(self, content: Content) -> Sequence[PageOf]:
        """One page, to be read."""
        return [read_page(self, self.item)]


class PledgeFlow(CaseFlow):
    """Signing it: what agencies hold is filled in, the papers are there or promised by a day."""

    def __init__(self, here: Here, matter: Matter, item: PledgeItem, **more: Any) -> None:
        super().__init__(here, matter, **more)
        self.item = item
        self.about = say(item.title)
        self.vow = _(
            "I know what I was told. What I state is true, and the conditions are met. I know what follows if they are not."
        )

    def pages(self, content: Content) -> Sequence[PageOf]:
        """What is known already, who signs, which papers, and the papers themselves."""
        asked = {one.name: one for one in super().pages(content)}
        whole = content.get("complete", {}).get("complete") == "yes"
        files = asked.pop(FILES)
        papers = tuple(say(one.title) for one in self.item.papers)
        if whole:
            asked.pop("missing", None)
            asked.pop("papers_by", None)
        elif "missing" in asked:
            asked["missing"] = _missing(asked["missing"], self.item)
        lead = (_("Add the papers of the application:"), *papers)
        take = PageOf(FILES, files.title, lead=lead, files=files.files, least=1 if whole and papers else 0)
        return [read_page(self, self.item), *self._values(), *asked.values(), take]

    def _values(self) -> list[PageOf]:
        if self.item.form is None:
            return []
        rows = tuple(filled_rows(filled_here(self.here, self.pack, self.item.form)))
        lead = (
            _(
                "Agencies hold this already, so you are not asked for it. If something is wrong, contest it before you sign."
            ),
        )
        return [PageOf("known", _("What is filled in"), lead=lead, rows=rows, template="portal/business/filled.html")]

    def send(self, content: Content, files: Mapping[str, Sequence[Kept]]) -> Acting:
        """What was signed is kept as a file of the step: the document that was read, by whom, and the words."""
        text = Document.objects.filter(case=self.matter.case, form=TEXT).order_by("-pk").first()
        signed = {
            "document": text.code if text else "", "signed_by": name_of(self.here.account), "business": self.here.entity.code,
            "words": self.vow, "at": timezone.now().isoformat(), "item": self.item.item, "version": self.item.version,
        }  # fmt: skip
        kept = keep_bytes("signature.json", io.BytesIO(canonical(signed)))
        return super().send(content, {**files, FILES: [kept, *files.get(FILES, ())]})


def read_page(flow: CaseFlow, item: PledgeItem) -> PageOf:
    """Conditions, papers, duties and consequences, with a box to be ticked."""

    def told(found: Sequence[Any]) -> list[tuple[str, list[str]]]:
        return [
            (
                say(getattr(one, "title", None) or one.text),
                [cited_words(flow.pack, each) for each in basis_words(one.basis)],
            )
            for one in found
        ]

    rows = (
        (_("Conditions that you meet"), told(item.conditions)), (_("Papers"), told(item.papers)),
        (_("What you take upon yourself"), told(item.duties)), (_("What follows if it is not so"), told(item.consequences)),
    )  # fmt: skip
    box = forms.BooleanField(
        required=True,
        label=_("I have read this."),
        error_messages={"required": _("Read it and tick the box to go on.")},
    )
    lead = (_("A pledge is a choice. The ordinary procedure stays open to you, now and until the approval."),)
    return PageOf(
        READ,
        _("What you must know first"),
        form_of(READ, {"read": box}),
        lead,
        rows=rows,
        template="portal/business/conditions.html",
    )


def _missing(page: PageOf, item: PledgeItem) -> PageOf:
    """Only papers of this item can be missing; which of them may be promised is said."""
    choices = [
        (
            one.paper,
            say(one.title) if one.promisable else _("%(paper)s (may not be promised)") % {"paper": say(one.title)},
        )
        for one in item.papers
    ]
    field = forms.MultipleChoiceField(
        choices=choices, required=False, widget=forms.CheckboxSelectMultiple, label=page.title
    )
    return PageOf(page.name, page.title, form_of("missing", {"missing": field}), page.lead)
