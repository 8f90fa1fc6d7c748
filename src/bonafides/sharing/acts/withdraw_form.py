"""Withdraw a form of an agency's own."""

from __future__ import annotations

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.queries import agency as agency_of
from bonafides.sharing.once.models import DeclaredForm


@official_act("sharing.withdraw_form", by=(Role.ADMINISTRATOR, Role.DECIDER))
def withdraw_form(acting: Acting, name: str) -> DeclaredForm:
    """From now on the agency has no form of this name beside the pack's."""
    agency = agency_of(acting.pack, acting.agency)
    last = DeclaredForm.objects.filter(agency=agency, name=name).order_by("-id").first()
    if last is None or last.withdrawn:
        raise ActRefusedError(
            "expected a form that %(agency)s declared, came `%(name)s`; nothing was changed",
            agency=acting.agency,
            name=name,
        )
    acting.details = {"form": name, "digest": last.digest}
    return acting.write(DeclaredForm, agency=agency, name=name, text=last.text, digest=last.digest, withdrawn=True)
