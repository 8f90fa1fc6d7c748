"""Enrol the officers of an agency from a roster: what is new is added, nothing is ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.changes import Changes, changes_of
from bonafides.agencies.four_eyes import acts_alone
from bonafides.agencies.models import Agency, Interest, Officer, Power, Qualification
from bonafides.agencies.own_agency import must_be_own
from bonafides.agencies.roster import Placed


@official_act("agencies.enrol", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def enrol(acting: Acting, agency: Agency, roster: Sequence[Placed], since: date) -> Changes:
    """New officers, powers, qualifications and interests, from a day on. Raises RosterRefusedError for what does not fit."""
    must_be_own(acting, agency)
    with connection.cursor() as cursor:  # of two rosters at once the second is compared with the first
        cursor.execute("LOCK TABLE agencies_officer IN SHARE ROW EXCLUSIVE MODE")
    changes = changes_of(agency, roster, since)
    if changes.powers and not acts_alone(acting, agency):
        raise ActRefusedError(
            "powers in %(agency)s need two persons: expected a roster that brings none, came %(number)s new ones; "
            "leave `roles` empty and propose each (bonafides officer propose); nothing was changed",
            agency=agency,
            number=len(changes.powers),
        )
    made = acting.write_many(
        Officer, ({"agency": agency, "number": one.number, "name": one.name} for one in changes.officers)
    )
    known = {**changes.known, **{one.number: one.pk for one in made}}
    acting.write_many(
        Power, ({"officer_id": known[number], "role": role.value, "since": since} for number, role in changes.powers)
    )
    acting.write_many(
        Qualification,
        (
            {
                "officer_id": known[one.number],
                "fields": list(one.fields),
                "regions": list(one.regions),
                "certificate": one.certificate,
                "certificate_until": one.certificate_until,
                "capacity": one.capacity,
                "since": since,
            }
            for one in changes.qualifications
        ),
    )
    acting.write_many(
        Interest,
        (
            {"officer_id": known[number], "entity_id": entity, "nature": "declared in the roster", "since": since}
            for number, entity in changes.interests
        ),
    )
    acting.details = {"pack": agency.pack, "agency": agency.name, **changes.counts()}
    acting.tell(**acting.details)
    return changes
