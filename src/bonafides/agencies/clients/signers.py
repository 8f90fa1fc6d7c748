"""Who may sign submissions for an agency: its programs, and its officers."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import ActRefusedError
from bonafides.agencies.models import Agency, MachineClient, Officer


def signer_of(agency: Agency, name: str) -> MachineClient | Officer:
    """A program by its client id, or an officer by the number. Raises ActRefusedError."""
    if "\0" not in name:
        standing = MachineClient.objects.filter(agency=agency, until__gt=timezone.now(), ended=None)
        found = standing.filter(client_id=name).first() or Officer.objects.filter(agency=agency, number=name).first()
        if found is not None:
            return found
    raise ActRefusedError(
        "expected the client id of a program of %(agency)s, or the number of one of its officers, came %(name)r, "
        "which is neither or has ended; register the program first (bonafides client register); nothing was "
        "changed",
        agency=agency,
        name=name,
    )
