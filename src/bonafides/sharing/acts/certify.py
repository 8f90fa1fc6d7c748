"""Certify the public record of a business, as a document under a code that anyone can check."""

from __future__ import annotations

from bonafides.acts.act import Acting, Role, official_act
from bonafides.documents.issue import issue
from bonafides.documents.models import Document
from bonafides.entities.models import Entity
from bonafides.packs.queries import installed_pack
from bonafides.sharing.certificate import certified, use_of


@official_act("sharing.certify", by=(Role.ENTRY_CLERK, Role.CASE_OFFICER, Role.REPRESENTATIVE))
def certify(acting: Acting, entity: Entity) -> Document:
    """What anyone sees at this moment, and nothing else: for the business itself, or at a counter for whoever asks for it."""
    pack, version = installed_pack(acting.pack)
    use, found = use_of(pack), certified(pack, entity)
    acting.subject = entity.pk
    made = issue(
        acting, pack, version, use.form, entity=entity, agency=use.agency,
        context={"fields": found.fields, "lists": found.lists},
    )  # fmt: skip
    acting.details = {"entity": str(entity), "form": use.form, "public": found.digest}
    return made
