"""Report what was found: a finding on every point of the checklist, with notes and photos, and the result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bonafides.acts.act import Acting
from bonafides.acts.files import Kept
from bonafides.inspections.acts.report import report
from bonafides.inspections.visits.results import Finding, Point, Stated
from bonafides.packs.facts import Fact
from bonafides.packs.inspection_item import CheckPoint
from bonafides.packs.labels import cited, say
from bonafides.portal.agency.visits.own import Visit
from bonafides.portal.agency.visits.photos import PhotosField, kept_photos
from bonafides.portal.agency.visits.steps.fields import day, words
from bonafides.portal.agency.visits.steps.step import Done, VisitStep
from bonafides.portal.agency.visits.words import finding_title, method_title
from bonafides.portal.design.forms import Form


class ReportForm(Form):
    """Three fields for each point; then the whole."""

    def __init__(self, visit: Visit, *given: Any) -> None:
        super().__init__(*given)
        self.visit = visit
        item, kind = visit.item, visit.pack.catalogue[visit.item.record.kind]
        for point in item.checklist:
            self._add_point(point)
        result = kind.facts.properties[item.record.result]
        self.fields["results"] = forms.MultipleChoiceField(
            label=_("Result"), choices=[(one, _label(result, one)) for one in result.words or ()],
            widget=forms.CheckboxSelectMultiple, help_text=_("That there is no problem stands alone."),
        )  # fmt: skip
        self.fields["method"] = forms.ChoiceField(
            label=_("How it was inspected"), choices=[(one, method_title(one)) for one in item.methods],
            widget=forms.RadioSelect,
        )  # fmt: skip
        for name in item.record.states:
            self.fields[f"fact-{name}"] = _stated(kind.facts.properties[name])
        self.fields["findings"] = words(_("What was found, in words"), required=False)
        self.fields["photos"] = PhotosField(label=_("Further photos"), required=False)
        self.fields["formed_on"] = day(_("When the result was formed, if not today"), required=False)

    def points(self) -> Iterator[tuple[CheckPoint, str, str, list[Any]]]:
        """Each point with its finding, its note, its photos."""
        told = self.cleaned_data
        for one in self.visit.item.checklist:
            name = one.point
            yield one, told[f"point-{name}"], told[f"note-{name}"], told[f"photos-{name}"]

    def facts(self) -> dict[str, Stated]:
        """What the officers state beside the result."""
        found: dict[str, Stated] = {}
        for name in self.visit.item.record.states:
            value = self.cleaned_data.get(f"fact-{name}")
            if value not in (None, "", []):
                found[name] = {"yes": True, "no": False}[value] if value in ("yes", "no") else value
        return found

    def clean(self) -> dict[str, Any]:
        """A point that needs evidence has a photo."""
        given = super().clean() or self.cleaned_data
        for one in self.visit.item.checklist:
            found = given.get(f"point-{one.point}")
            needs = one.requires == "evidence" and found not in (None, Finding.NOT_APPLICABLE)
            if needs and not given.get(f"photos-{one.point}") and f"photos-{one.point}" not in self.errors:
                self.add_error(f"photos-{one.point}", _("This point needs a photo."))
        return given

    def _add_point(self, point: CheckPoint) -> None:
        name, title = point.point, say(point.title)
        basis = point.basis if isinstance(point.basis, tuple) else (point.basis,)
        self.fields[f"point-{name}"] = forms.ChoiceField(
            label=title, choices=[(one.value, finding_title(one)) for one in Finding], widget=forms.RadioSelect,
            help_text="; ".join(cited(self.visit.pack, one) for one in basis),
        )  # fmt: skip
        self.fields[f"note-{name}"] = words(_("%(point)s: note") % {"point": title}, required=False, rows=2)
        needed = _("This point needs a photo.") if point.requires == "evidence" else ""
        self.fields[f"photos-{name}"] = PhotosField(
            label=_("%(point)s: photos") % {"point": title}, required=False, help_text=needed
        )


def _do(acting: Acting, visit: Visit, given: ReportForm) -> Done:
    files: dict[str, Kept] = {}
    points = []
    for one, finding, note, photos in given.points():
        own = kept_photos(one.point, photos)
        files |= {each.sha256: each for each in own}
        points.append(Point(one.point, finding, note, tuple(each.sha256 for each in own)))
    told = given.cleaned_data
    files |= {each.sha256: each for each in kept_photos("photo", told["photos"])}
    report(
        acting, visit.number, results=told["results"], points=points, files=tuple(files.values()), method=told["method"],
        findings=told["findings"], facts=given.facts(), formed_on=told["formed_on"],
    )  # fmt: skip
    return Done()


def _label(fact: Fact, value: str) -> str:
    return say(fact.labels[value]) if value in fact.labels else value


def _stated(fact: Fact) -> forms.Field:
    """A fact that officers may state, as a field of its type."""
    label = say(fact.title)
    if fact.type == "boolean":
        choices = [("yes", _("yes")), ("no", _("no"))]
        return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect)
    if fact.type == "integer":
        numeric = forms.TextInput(attrs={"inputmode": "numeric"})
        return forms.IntegerField(label=label, required=False, widget=numeric)
    if fact.words:
        choices = [(one, _label(fact, one)) for one in fact.words]
        if fact.type == "array":
            boxes = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=boxes)
        return forms.ChoiceField(label=label, required=False, choices=[("", ""), *choices])
    return words(label, required=False, rows=2)


STEP = VisitStep(ReportForm, _do, draft=True)
