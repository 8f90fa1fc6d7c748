"""What a roster says that is not so yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bonafides.acts.roles import Role
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Agency, Interest, Officer, Power
from bonafides.agencies.queries import qualifications_of
from bonafides.agencies.roster import Line, Placed, RosterRefusedError, fault
from bonafides.entities.models import Entity


@dataclass(frozen=True)
class Changes:
    """What must be written so that a roster is so; `known`: the officers that are there, by number."""

    known: Mapping[str, int]
    officers: Sequence[Line]
    powers: Sequence[tuple[str, Role]]
    qualifications: Sequence[Line]
    interests: Sequence[tuple[str, int]]

    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {
            "officers": len(self.officers),
            "powers": len(self.powers),
            "qualifications": len(self.qualifications),
            "interests": len(self.interests),
        }


def changes_of(agency: Agency, roster: Sequence[Placed], since: date) -> Changes:
    """A roster against what holds on a day. Raises RosterRefusedError for another name, or a business that is not there."""
    numbers = [one.line.number for one in roster]
    known = {one.number: one for one in Officer.objects.filter(agency=agency, number__in=numbers)}
    ids = {one.pk: number for number, one in known.items()}
    entities, faults = _entities(roster)
    for one in roster:
        there = known.get(one.line.number)
        if there is not None and there.name != one.line.name:
            told = f"officer {there.number} has another name here: a number is one person's for ever, give a new number"
            faults.append(fault(one.row, "name", told))
    if faults:
        raise RosterRefusedError(faults)
    held = {
        (ids[officer], role)
        for officer, role in Power.objects.filter(in_force(since), officer__in=ids).values_list("officer_id", "role")
    }
    qualified = {ids[one.officer_id]: one for one in qualifications_of(set(ids), since)}
    declared = {
        (ids[officer], entity)
        for officer, entity in Interest.objects.filter(in_force(since), officer__in=ids).values_list(
            "officer_id", "entity_id"
        )
    }
    lines = [one.line for one in roster]
    return Changes(
        {number: one.pk for number, one in known.items()},
        [one for one in lines if one.number not in known],
        [(one.number, role) for one in lines for role in one.roles if (one.number, role.value) not in held],
        [
            one
            for one in lines
            if (now := qualified.get(one.number)) is None
            or (now.fields, now.regions, now.certificate, now.certificate_until, now.capacity)
            != (list(one.fields), list(one.regions), one.certificate, one.certificate_until, one.capacity)
        ],
        sorted(
            {(one.number, entities[code]) for one in lines for code in one.interests if code in entities} - declared
        ),
    )


def _entities(roster: Sequence[Placed]) -> tuple[dict[str, int], list[str]]:
    """The businesses of the codes in the column `interests`, each `code` or `scheme:code`; and what is wrong with them."""
    codes = {code for one in roster for code in one.line.interests}
    bare = {code.partition(":")[2] or code for code in codes} | codes
    found: dict[str, set[int]] = {}
    for number, scheme, code in Entity.objects.filter(code__in=bare).values_list("id", "scheme", "code"):
        found.setdefault(code, set()).add(number)
        found.setdefault(f"{scheme}:{code}", set()).add(number)
    faults = [
        fault(one.row, "interests", _mend(code, found))
        for one in roster
        for code in one.line.interests
        if len(found.get(code, ())) != 1
    ]
    return {code: next(iter(numbers)) for code, numbers in found.items() if len(numbers) == 1}, faults


def _mend(code: str, found: Mapping[str, set[int]]) -> str:
    if code in found:
        return f"{code!r} is a code of several schemes: write scheme:code"
    told = f"expected codes of businesses of this register, with `;` between, came {code!r}, which is none"
    return f"{told}: take in its registration first"
