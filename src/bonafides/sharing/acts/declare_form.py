"""Declare a form of an agency's own: what it asks, for what, on which basis. What another agency holds it may not ask."""

from __future__ import annotations

from hashlib import sha256

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.queries import agency as agency_of
from bonafides.packs.faults import PackRefusedError
from bonafides.packs.queries import installed_pack
from bonafides.sharing.once.forms import read_form
from bonafides.sharing.once.models import DeclaredForm


@official_act("sharing.declare_form", by=(Role.ADMINISTRATOR, Role.DECIDER))
def declare_form(acting: Acting, text: str, *, file: str = "form.yaml") -> DeclaredForm:
    """From now on the agency's form of this name is this one; those before stay on record. Refused with every fault, by line."""
    pack, _ = installed_pack(acting.pack)
    try:
        form = read_form(pack, file, text.encode())
    except PackRefusedError as error:
        raise ActRefusedError("%(error)s\nnothing was changed", error=error) from None
    if form.agency != acting.agency:
        raise ActRefusedError(
            "expected a form of %(agency)s, came one of %(came)s; nothing was changed",
            agency=acting.agency,
            came=form.agency,
        )
    digest = sha256(text.encode()).hexdigest()
    acting.details = {"form": form.form, "digest": digest}
    agency = agency_of(acting.pack, acting.agency)
    return acting.write(DeclaredForm, agency=agency, name=form.form, text=text, digest=digest, withdrawn=False)
