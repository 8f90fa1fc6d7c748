"""A step of the business in a case, or the opening of one: a page for each field that the procedure asks, as the pack has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.acts.files import Kept
from bonafides.agencies.accounts.drafts import GivenFile
from bonafides.kernel.procedure.model import Procedure, Step
from bonafides.packs.grounds import law_on
from bonafides.packs.labels import cited_words, say
from bonafides.packs.pack import Pack
from bonafides.portal.business.flows.flow import Content, Flow, Line, PageOf, file_lines
from bonafides.portal.business.flows.values import form_field, form_of, told_value, value_told
from bonafides.portal.business.here import Here
from bonafides.portal.business.matters import Matter
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.acts.take_step import take_step
from bonafides.records.models import Record

FILES = "files"
MOST_FILES = 10


class CaseFlow(Flow):
    """`step` is the opening, or a step of an open case."""

    def __init__(
        self, here: Here, matter: Matter, *, pack: Pack, procedure: Procedure, step: Step, agency: str,
        record: Record | None = None, known: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        titles = pack.agencies.get(agency)
        grounds = step.basis or procedure.basis
        self.pack, self.procedure, self.step, self.agency, self.record = pack, procedure, step, agency, record
        self.matter, self.known = matter, dict(known or {})
        """Fields that are not asked, as it is known what they must be."""
        self.ground = law_on(pack, grounds, timezone.localdate())
        opening = step is procedure.opens
        super().__init__(
            here, matter, say(procedure.title) if opening else say(step.title), self._about(),
            say(titles.title) if titles else agency,
            [cited_words(pack, one) for one in grounds], self._after(),
            _("What I state here is true to the best of my knowledge, and I may act for this business."),
        )  # fmt: skip

    def pages(self, content: Content) -> Sequence[PageOf]:
        """A page for each field, and one for files."""
        fields = [(name, True) for name in self.step.required] + [(name, False) for name in self.step.optional]
        asked = [self._page(name, required=required) for name, required in fields if name not in self.known]
        least = 1 if self.step.evidence else 0
        lead = (
            _("At least one file is needed.") if least else _("Add what shows it, if you have something. You may go on without."),
        )  # fmt: skip
        return [*asked, PageOf(FILES, _("Files"), lead=lead, files=MOST_FILES, least=least)]

    def lines(self, content: Content, files: Sequence[GivenFile]) -> list[Line]:
        """Each field with its answer, then the files."""
        found = []
        for page in self.pages(content):
            if page.form is None:
                found += file_lines(page, files)
            elif page.name in self.procedure.fields:
                field, given = self.procedure.fields[page.name], content.get(page.name, {}).get(page.name)
                found.append(Line(page.title, "—" if given is None else value_told(field, given), page.name))
        return found

    def fields(self, content: Content) -> dict[str, Any]:
        """What the act is told."""
        given = {
            page.name: told_value(self.procedure.fields[page.name], content[page.name][page.name])
            for page in self.pages(content)
            if page.name in self.procedure.fields and page.name in content.get(page.name, {})
        }
        return self.known | given

    def send(self, content: Content, files: Mapping[str, Sequence[Kept]]) -> Acting:
        """Open the case, or take the step."""
        given, fields = tuple(files.get(FILES, ())), self.fields(content)
        if self.step is self.procedure.opens:
            acting = self.here.acting(self.pack.name, self.ground, f"{self.procedure.name}, by the business")
            entity = self.record.entity if self.record is not None else self.here.entity
            open_case(
                acting,
                self.procedure.name,
                entity=entity,
                record=self.record,
                fields=fields,
                files=given,
                at=self.agency,
            )
        else:
            acting = self.here.acting(
                self.pack.name, self.ground, f"case {self.matter.case}, {self.step.name}, by the business"
            )
            take_step(acting, self.matter.case, self.step.name, fields=fields, files=given)
        return acting

    def _page(self, name: str, *, required: bool) -> PageOf:
        field = self.procedure.fields[name]
        lead = () if required else (_("You may leave this out."),)
        return PageOf(name, say(field.title), form_of(name, {name: form_field(field, required=required)}), lead)

    def _about(self) -> str:
        if self.record is not None:
            return _("about record %(ref)s") % {"ref": self.record.source_ref}
        return _("case %(number)s") % {"number": self.matter.case} if self.matter.case else ""

    def _after(self) -> list[str]:
        """What begins with it: the clocks that it starts, and that the record is marked."""
        told = []
        if any(one.name == "annotate" for one in self.step.effects):
            told.append(_("Everybody who reads the record sees from that moment on that it is disputed."))
        for clock in self.procedure.clocks.values():
            if self.step.name in clock.starts:
                told.append(_("This period begins with it: %(clock)s.") % {"clock": say(clock.title)})
            if self.step.name in clock.stops:
                told.append(_("This period ends with it: %(clock)s.") % {"clock": say(clock.title)})
        return told
