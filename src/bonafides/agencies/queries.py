"""Reads of agencies and their officers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bonafides.acts.roles import Role
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Agency, Interest, Officer, Power, Qualification
from bonafides.entities.queries import ones_with


class UnknownAgencyError(LookupError):
    """No such agency of a pack in force here."""


class UnknownOfficerError(LookupError):
    """No such officer of an agency."""


@dataclass(frozen=True)
class OfficerOn:
    """An inspector on a day: by number, never by name."""

    number: str
    fields: tuple[str, ...]
    regions: tuple[str, ...]
    capacity: int
    recused: frozenset[int]
    """The businesses to keep away from, those that are one with them by decision included."""


def agency(pack: str, name: str) -> Agency:
    """An agency of a pack. Raises UnknownAgencyError."""
    found = Agency.objects.filter(pack=pack, name=name).first()
    if found is None:
        known = ", ".join(Agency.objects.filter(pack=pack).order_by("name").values_list("name", flat=True))
        mend = f"it has {known}" if known else f"put the pack in force first: bonafides pack install packs/{pack}"
        raise UnknownAgencyError(f"expected an agency of the pack {pack}, came {name!r}; {mend}")
    return found


def officer(pack: str, agency_name: str, number: str) -> Officer:
    """An officer by number. Raises UnknownOfficerError."""
    found = Officer.objects.filter(agency__pack=pack, agency__name=agency_name, number=number).first()
    if found is None:
        raise UnknownOfficerError(
            f"there is no officer {number!r} in {pack}/{agency_name}; enrol one: bonafides officer enrol ROSTER"
        )
    return found


def roles_of(pack: str, agency_name: str, number: str, day: date) -> set[Role]:
    """The roles that an officer holds on a day."""
    held = Power.objects.filter(
        in_force(day), officer__agency__pack=pack, officer__agency__name=agency_name, officer__number=number
    )
    return {Role(role) for role in held.values_list("role", flat=True)}


def interests_of(pack: str, agency_name: str, number: str, day: date) -> set[int]:
    """The businesses in which an officer has an interest on a day, and those that are one with them."""
    held = Interest.objects.filter(
        in_force(day), officer__agency__pack=pack, officer__agency__name=agency_name, officer__number=number
    )
    return set().union(*ones_with(held.values_list("entity_id", flat=True)).values())


def officers_of(pack: str, agency_name: str, day: date) -> list[OfficerOn]:
    """The inspectors of an agency whose certificate is valid on a day, in the order of their numbers."""
    inspectors = Power.objects.filter(
        in_force(day), officer__agency__pack=pack, officer__agency__name=agency_name, role=Role.INSPECTOR
    )
    numbers = dict(inspectors.values_list("officer_id", "officer__number"))
    recused: dict[int, set[int]] = {}
    held = list(
        Interest.objects.filter(in_force(day), officer__in=numbers).values_list("officer_id", "entity_id").distinct()
    )
    one_with = ones_with({entity for _, entity in held})
    for who, entity in held:
        recused.setdefault(who, set()).update(one_with[entity])
    found = [
        OfficerOn(
            numbers[one.officer_id],
            tuple(one.fields),
            tuple(one.regions),
            one.capacity,
            frozenset(recused.get(one.officer_id, ())),
        )
        for one in qualifications_of(set(numbers), day)
        if one.certificate_until is None or one.certificate_until > day
    ]
    return sorted(found, key=lambda one: one.number)


def directory(agency: Agency, day: date) -> list[dict[str, Any]]:
    """The officers of an agency and what each may do on a day, in the order of their numbers. Without names."""
    numbers = dict(Officer.objects.filter(agency=agency).order_by("number").values_list("id", "number"))
    roles: dict[int, list[str]] = {}
    for who, role in (
        Power.objects.filter(in_force(day), officer__in=numbers).order_by("role").values_list("officer_id", "role")
    ):
        roles.setdefault(who, []).append(role)
    qualified = {one.officer_id: one for one in qualifications_of(set(numbers), day)}
    return [
        {
            "number": number,
            "roles": roles.get(who, []),
            "fields": now.fields if (now := qualified.get(who)) else [],
            "regions": now.regions if now else [],
            "capacity": now.capacity if now else 0,
            "certificate_until": now.certificate_until if now else None,
        }
        for who, number in numbers.items()
    ]


def qualifications_of(officers: set[int], day: date) -> list[Qualification]:
    """The last row of each officer that began by a day."""
    rows = Qualification.objects.filter(officer__in=officers, since__lte=day)
    return list(rows.order_by("officer_id", "-since", "-pk").distinct("officer_id"))


def qualification_of(one: Officer, day: date) -> Qualification | None:
    """The qualification that counts on a day."""
    return next(iter(qualifications_of({one.pk}, day)), None)
