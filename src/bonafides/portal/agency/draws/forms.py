"""The forms of a draw: where its seed will come from, the evidence of it, officers named by hand, and giving it up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bonafides.inspections.errors import RefusedError
from bonafides.inspections.evidence import of_beacon, of_parties
from bonafides.inspections.sources import ceremony, drand
from bonafides.kernel.draw.commitment import Commitment
from bonafides.portal.agency.files import FilesField
from bonafides.portal.agency.numbers import numbers
from bonafides.portal.design.forms import Form

CEREMONY, DRAND = "ceremony", "drand"


class CommitForm(Form):
    """A ceremony of parties who promised, or the round of a public beacon at a moment to come."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.fields["source"] = forms.ChoiceField(
            label=_("Where the seed will come from"), widget=forms.RadioSelect,
            choices=[(CEREMONY, _("a ceremony: parties who each promised a number")),
                     (DRAND, _("the public beacon drand, at a moment to come"))],
        )  # fmt: skip
        self.fields["promises"] = forms.CharField(
            label=_("The promises of the parties"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("A line for each party, its name and its promise with an equals sign between; two parties at least."),
        )  # fmt: skip
        self.fields["moment"] = forms.CharField(
            label=_("The moment of the beacon"), required=False, max_length=20,
            help_text=_("In world time, such as %(example)s; later than the sealing.") % {"example": "2026-12-01T13:30Z"},
        )  # fmt: skip

    def seed(self) -> dict[str, Any]:
        """As the act takes it. Raises RefusedError."""
        given = self.cleaned_data
        if given["source"] == CEREMONY:
            return ceremony(one.strip() for one in given["promises"].splitlines() if one.strip())
        return drand(given["moment"].strip())


class HoldForm(Form):
    """The evidence of the seed, of the source that was committed to."""

    def __init__(self, commitment: Commitment, *given: Any) -> None:
        super().__init__(*given)
        self.commitment = commitment
        self.source = str(commitment.seed["source"])
        told = {
            CEREMONY: _("The files that the parties kept, one of each."),
            DRAND: _("The round, as the beacon gives it."),
        }.get(self.source, _("What the beacon gave."))
        self.fields["files"] = FilesField(label=_("Evidence of the seed"), help_text=told)

    def evidence(self) -> dict[str, Any]:
        """As the act takes it. Raises RefusedError."""
        came = [(one.name or "?", one.read()) for one in self.cleaned_data["files"]]
        if self.source == CEREMONY:
            return of_parties(self.commitment, came, None)
        if len(came) != 1:
            raise RefusedError("expected one file, what the beacon gave, came %(number)s", number=len(came))
        return of_beacon(*came[0])


class OfficersForm(Form):
    """Officers for a drawn business for which the draw has none."""

    def __init__(self, codes: Sequence[str], *given: Any) -> None:
        super().__init__(*given)
        self.fields["code"] = forms.ChoiceField(
            label=_("Business"), choices=[(one, one) for one in codes], widget=forms.RadioSelect
        )
        self.fields["officers"] = forms.CharField(
            label=_("Officers"), max_length=400,
            help_text=_("Their numbers, the one who leads first, with commas between several."),
        )  # fmt: skip
        self.fields["why"] = forms.CharField(label=_("Why these"), max_length=400)

    def chosen(self) -> tuple[str, ...]:
        """Their numbers."""
        return tuple(numbers(self.cleaned_data["officers"]))


class AbandonForm(Form):
    """Why a draw is given up, in public."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.fields["why"] = forms.CharField(
            label=_("Why it is given up"), max_length=400, help_text=_("It is published with the draw.")
        )
