"""Fields that several steps of a visit have."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from bonafides.inspections.visits.record_facts import citations
from bonafides.portal.agency.visits.own import Visit


def day(label: str, *, required: bool = True, told: str = "") -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(label=label, required=required, help_text=told, widget=widget)


def words(label: str, *, required: bool = True, rows: int = 4, told: str = "") -> forms.CharField:
    """Some sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=20_000, help_text=told, widget=widget)


def officers(visit: Visit, label: str, *, required: bool = True) -> forms.MultipleChoiceField:
    """Some of those who were sent."""
    choices = [(one, one) for one in visit.own.officers]
    return forms.MultipleChoiceField(
        label=label, required=required, choices=choices, widget=forms.CheckboxSelectMultiple
    )


def ground(visit: Visit, label: str, *, required: bool = True) -> forms.CharField:
    """A legal ground, as the pack names it."""
    told = _("As the pack names it: the instrument and the article, such as %(example)s.")
    example = citations(visit.item.basis).partition(";")[0]
    return forms.CharField(label=label, required=required, max_length=240, help_text=told % {"example": example})
