"""What an officer may do with a signal: one form for each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bonafides.portal.design.forms import Form
from bonafides.watch.signals.acts.take_up import MAY
from bonafides.watch.signals.models import Step
from bonafides.watch.signals.words import by_text, found_text

LONGEST = 2_000


def _words(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


class Dismiss(Form):
    """It is not worth a look after all."""

    words = _words(_("Why it is not worth a look"), _("Stays on record. The same records raise it no more."))

    def __init__(self, data: object = None) -> None:
        super().__init__(data, auto_id="dismiss_%s")


class TakeUp(Form):
    """Somebody looks, by no more than the card allows."""

    by = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    visit = forms.IntegerField(
        label=_("Number of the visit"), required=False, min_value=1, max_value=2**62,
        help_text=_("Only where a visit at this business was opened, outside every draw."),
    )  # fmt: skip
    words = _words(_("What is to be looked at"), _("For whoever does it."))

    def __init__(self, effect: str, data: object = None) -> None:
        super().__init__(data, auto_id="take_up_%s")
        self.fields["by"].choices = [(one, by_text(one)) for one in MAY[effect]]  # type: ignore[attr-defined]  # a choice
        if Step.By.VISIT not in MAY[effect]:
            del self.fields["visit"]


class Outcome(Form):
    """What came of it."""

    found = forms.ChoiceField(label=_("What was found"), widget=forms.RadioSelect)
    words = _words(_("What it was"), _("A finding itself becomes a record of its own, by its own procedure."))

    def __init__(self, data: object = None) -> None:
        super().__init__(data, auto_id="outcome_%s")
        self.fields["found"].choices = [(one.value, found_text(one)) for one in Step.Found]  # type: ignore[attr-defined]
