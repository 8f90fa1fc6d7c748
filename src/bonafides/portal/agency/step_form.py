"""The form of a step, made from the procedure: a field for each that it is told, three for each finding, its files, its day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from bonafides.kernel.procedure.model import Field, Procedure, Step, Type
from bonafides.packs.facts import LARGEST_EXACT
from bonafides.packs.labels import say
from bonafides.portal.agency.files import FilesField
from bonafides.portal.agency.numbers import numbers
from bonafides.portal.agency.told import label_of
from bonafides.portal.design.forms import Form

HOLDS, TEXT, ON, OTHER = "holds", "text", "on", "other"
FILES, RESTS = "files", "rests"
_FEW = 7
"""So many choices or fewer stand side by side; more are a list to choose from."""


class StepForm(Form):
    """What a step is told. `named`: what stands ready to be named as evidence, as (`record:…` or `act:…`, words)."""

    def __init__(self, procedure: Procedure, step: Step, named: Sequence[tuple[str, str]], *given: Any) -> None:
        super().__init__(*given)
        self.procedure, self.step = procedure, step
        for name in step.fields:
            field = procedure.fields[name]
            if field.type is Type.FINDING:
                self._add_finding(field, named)
            else:
                self.fields[name] = field_of(field, required=name in step.required)
        self.fields[FILES] = FilesField(
            label=_("Files that show it"), required=False,
            help_text=_("This step needs evidence.") if step.evidence else _("Add what shows that it is so."),
        )  # fmt: skip
        if step.evidence and named:
            self.fields[RESTS] = forms.MultipleChoiceField(
                label=_("Or what is in the register already"), required=False, choices=[*named],
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        self.fields["on"] = forms.DateField(
            label=_("When it was, if not today"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
            help_text=_("For a day before today, a file has to show it."),
        )  # fmt: skip
        self.fields["why"] = forms.CharField(
            label=_("Why, in a sentence"), required=False, max_length=400,
            help_text=_("It stands in the ledger of acts. Empty: the name of the step."),
        )  # fmt: skip
        self.fields["seen"] = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def told(self) -> dict[str, Any]:
        """The plain fields, as the act takes them; what was left empty is not told."""
        found: dict[str, Any] = {}
        for name in self.step.fields:
            kind = self.procedure.fields[name].type
            if kind is Type.FINDING or (value := self.cleaned_data.get(name)) in (None, "", []):
                continue
            found[name] = {"yes": True, "no": False}[value] if kind is Type.BOOLEAN else value
            if kind is Type.OFFICERS:
                found[name] = numbers(str(value))
        return found

    def findings(self) -> dict[str, Any]:
        """The findings, each with its reasons and the evidence that it names; the files of this step by their names."""
        found: dict[str, Any] = {}
        for name in self.step.fields:
            if self.procedure.fields[name].type is not Type.FINDING:
                continue
            holds = self.cleaned_data.get(f"{name}-{HOLDS}")
            if not holds:
                continue
            on = [one for one in self.cleaned_data[f"{name}-{ON}"] if one != FILES]
            if FILES in self.cleaned_data[f"{name}-{ON}"]:
                on += [f"file:{one.name}" for one in self.cleaned_data[FILES]]
            on += self.cleaned_data[f"{name}-{OTHER}"].split()
            found[name] = {"holds": holds == "yes", "text": self.cleaned_data[f"{name}-{TEXT}"], "evidence": on}
        return found

    def rests(self) -> list[tuple[str, str]]:
        """What of the register the step rests on, as (kind, reference)."""
        parts = (one.partition(":") for one in self.cleaned_data.get(RESTS) or ())
        return [(kind, ref) for kind, _colon, ref in parts]

    def uploads(self) -> list[UploadedFile[bytes]]:
        """The files that came."""
        return list(self.cleaned_data.get(FILES) or [])

    def own_field(self, name: str) -> str | None:
        """The field of the form that a field of the procedure is; of a finding, its reasons."""
        if name in self.fields:
            return name
        return f"{name}-{TEXT}" if f"{name}-{TEXT}" in self.fields else None

    def clean(self) -> dict[str, Any]:
        """A finding rests on something that is named."""
        given = super().clean() or self.cleaned_data
        for name in self.step.fields:
            if self.procedure.fields[name].type is not Type.FINDING or not given.get(f"{name}-{HOLDS}"):
                continue
            if not given.get(f"{name}-{TEXT}", "").strip():
                self.add_error(f"{name}-{TEXT}", _("Say why, in words: nobody fills them in for you."))
            if not given.get(f"{name}-{ON}") and not given.get(f"{name}-{OTHER}", "").strip():
                self.add_error(f"{name}-{ON}", _("Name what it rests on, at least one."))
            if FILES in given.get(f"{name}-{ON}", ()) and not given.get(FILES):
                self.add_error(f"{name}-{ON}", _("You named the files added below, and none is there."))
        return given

    def _add_finding(self, field: Field, named: Sequence[tuple[str, str]]) -> None:
        title, name = say(field.title), field.name
        required = name in self.step.required
        self.fields[f"{name}-{HOLDS}"] = _yes_no(_("Finding: %(title)s") % {"title": title}, required=required)
        self.fields[f"{name}-{TEXT}"] = forms.CharField(
            label=_("%(title)s: why") % {"title": title}, required=False, strip=True,
            widget=forms.Textarea(attrs={"rows": 4}),
        )  # fmt: skip
        self.fields[f"{name}-{ON}"] = forms.MultipleChoiceField(
            label=_("%(title)s: on what it rests") % {"title": title}, required=False, widget=forms.CheckboxSelectMultiple,
            choices=[*named, (FILES, _("the files added below"))],
        )  # fmt: skip
        self.fields[f"{name}-{OTHER}"] = forms.CharField(
            label=_("%(title)s: other records or acts") % {"title": title}, required=False, max_length=400,
            help_text=_("As %(record)s or %(act)s, with blanks between several.")
            % {"record": "record:AGENCY/REFERENCE", "act": "act:NUMBER"},
        )  # fmt: skip


def field_of(field: Field, *, required: bool) -> forms.Field:
    """A plain field of a procedure as a field of a form."""
    label = say(field.title)
    choices = [(one, label_of(field, one)) for one in field.enum]
    match field.type:
        case Type.BOOLEAN:
            return _yes_no(label, required=required)
        case Type.STRING:
            few = len(choices) <= _FEW
            return forms.ChoiceField(
                label=label, required=required, choices=choices if few else [("", ""), *choices],
                widget=forms.RadioSelect if few else forms.Select,
            )  # fmt: skip
        case Type.WORDS:
            return forms.MultipleChoiceField(
                label=label, required=required, choices=choices, widget=forms.CheckboxSelectMultiple
            )
        case Type.INTEGER:
            return forms.IntegerField(
                label=label, required=required, min_value=field.least, max_value=LARGEST_EXACT,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip
        case Type.DATE:
            widget = forms.DateInput(attrs={"type": "date"})
            return forms.DateField(label=label, required=required, widget=widget)
        case Type.OFFICERS:
            told = _("Their numbers, with commas between several.")
            return forms.CharField(label=label, required=required, help_text=told)
        case _:
            return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": 3}))


def _yes_no(label: str, *, required: bool) -> forms.ChoiceField:
    """Yes or no, and neither of them for a start."""
    choices = [("yes", _("yes")), ("no", _("no"))]
    return forms.ChoiceField(label=label, required=required, choices=choices, widget=forms.RadioSelect)
