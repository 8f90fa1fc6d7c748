"""What a story of a listing stands on: a case of one agency, its officers by part, days of the past with what shows them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.files import Kept, keep
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.queries import agency as agency_of
from bonafides.agencies.queries import directory as officers_on
from bonafides.agencies.roster import COLUMNS, read_roster
from bonafides.cli.stories.telling import Telling
from bonafides.documents.queries import documents_of
from bonafides.packs.grounds import law_on
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.procedures.acts.take_step import take_step
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case

NEEDED = {"case-officer": 1, "decider": 3, "reviewer": 1, "entry-clerk": 1, "inspector": 1}
"""The parts that a story of a listing has, and how many of each."""


@dataclass
class ListingStage:
    """Who plays, for which agency, and the documents that were told already."""

    pack: Pack
    version: PackVersion
    agency: str
    tell: Telling
    known: set[int] = field(default_factory=set)

    def acting(self, officer: str, basis: Iterable[str], reason: str, day: date) -> Acting:
        """An officer of the agency, on what is law on the day."""
        return Acting(officer, self.agency, law_on(self.pack, basis, day), reason, pack=self.pack.name)

    def holders(self, role: str) -> list[str]:
        """The officers who hold a role today, the ones of the story's own last."""
        found = officers_on(agency_of(self.pack.name, self.agency), timezone.localdate())
        return sorted(
            (str(one["number"]) for one in found if role in one["roles"]), key=lambda one: one.startswith("story-")
        )

    def one(self, role: str, but: Iterable[str] = ()) -> str:
        """An officer who holds a role, other than these."""
        return next(one for one in self.holders(role) if one not in set(but))

    def shows(self, name: str, day: date, words: str) -> Kept:
        """A file that shows what was done on a day, as the case file of the agency would hold it."""
        path = self.tell.folder / "evidence" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{day}: {words} (a story)\n", encoding="utf-8")
        return keep(path)

    def take(
        self, case: Case, step: str, officer: str, day: date, words: str, *, fields: Mapping[str, Any] | None = None,
        findings: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Take a step of a case on a day, told with what it served."""
        acting = self._take(case, step, officer, day, words, fields, findings)
        self.tell.act(acting, f"{case.procedure}.{step}", f"{day}: {words}", case=case.pk, on=day.isoformat())
        self.documents(case)

    def take_found(
        self, case: Case, step: str, officer: str, day: date, words: str, found: Mapping[str, tuple[bool, str]]
    ) -> None:
        """Take a step that rests on findings, each with whether it holds and why."""
        acting = self.acting(officer, held(case).step(step).basis, words, day)
        file = self.shows(f"{case.pk}-{step}", day, words)
        made = {
            name: {"holds": holds, "text": text, "evidence": [f"file:{file.name}"]}
            for name, (holds, text) in found.items()
        }
        take_step(acting, case.pk, step, on=day, fields={}, findings=made, files=[file])
        self.tell.act(acting, f"{case.procedure}.{step}", f"{day}: {words}", case=case.pk, on=day.isoformat())
        self.documents(case)

    def refused(
        self, case: Case, step: str, officer: str, day: date, words: str, *, fields: Mapping[str, Any] | None = None,
        findings: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Try a step that must be refused, and tell why it was."""
        self.must_refuse(
            f"{case.procedure}.{step}", words, lambda: self._take(case, step, officer, day, words, fields, findings)
        )

    def must_refuse(self, name: str, words: str, attempt: Callable[[], object]) -> None:
        """What must be refused, with the reason that is given."""
        try:
            attempt()
        except ActRefusedError as error:
            self.tell.shown("refused", f"{name}, {words}: {error}", tried=name, what=words, why=str(error))
            return
        raise RuntimeError(f"{name} ({words}) was not refused: the procedure has a hole")

    def documents(self, case: Case) -> None:
        """The documents of a case that were not told yet, each written out as it is served."""
        for one in reversed(documents_of(case=case.pk)):
            if one.pk not in self.known:
                self.known.add(one.pk)
                written_out(self.tell, one)

    def _take(
        self, case: Case, step: str, officer: str, day: date, words: str, fields: Mapping[str, Any] | None,
        findings: Mapping[str, str] | None,
    ) -> Acting:  # fmt: skip
        acting = self.acting(officer, held(case).step(step).basis, words, day)
        file = self.shows(f"{case.pk}-{step}", day, words)
        made = {
            name: {"holds": name != "no_intent", "text": text, "evidence": [f"file:{file.name}"]}
            for name, text in (findings or {}).items()
        }
        take_step(acting, case.pk, step, on=day, fields=fields or {}, findings=made, files=[file])
        return acting


def written_out(tell: Telling, one: Any) -> None:
    """A document as a file that a reader can take away: in both languages, with the code that verifies it."""
    from bonafides.documents.render_pdf import render_pdf

    for language in one.languages:
        path = tell.folder / "documents" / f"{one.pk}-{one.form}.{language}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(render_pdf(one, language))
        tell.document(one.form, path, f"{one.number or 'without a number'}, code {one.code}")


def enrol_players(stage: ListingStage, acting: Acting, since: date) -> int:
    """Officers of the story's own, for the parts that the agency's roster leaves open; how many."""
    rows = []
    for role, count in NEEDED.items():
        for place in range(len(stage.holders(role)), count):
            row = {"number": f"story-{role}-{place + 1}", "name": "Officer of a story", "roles": role}
            if role == "inspector":
                field_of = next((one.field for one in stage.pack.agencies[stage.agency].fields), "")
                row |= {"fields": field_of, "regions": "everywhere", "certificate": row["number"], "capacity": "10"}
            rows.append(row)
    if not rows:
        return 0
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    enrol(acting, agency_of(stage.pack.name, stage.agency), read_roster(text.getvalue().encode()), since)
    return len(rows)
