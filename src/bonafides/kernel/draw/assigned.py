"""The assignment of a draw: visits made of the drawn, officers chosen, substitutions followed; and its checks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from bonafides.kernel.draw.assign import assign, replace_visits
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.officers import Unserved, Visit
from bonafides.kernel.draw.roster import Roster, Team
from bonafides.kernel.draw.selection import Ranked, Substitution
from bonafides.kernel.draw.subjects import Subject


@dataclass(frozen=True)
class Assigned:
    """A business to be inspected, and by whom; the first leads."""

    code: str
    region: str
    officers: tuple[str, ...]


@dataclass(frozen=True)
class Sent:
    """Who is sent where, substitutions followed, in the order of the codes; and where nobody can be sent."""

    visits: Sequence[Assigned]
    unserved: Sequence[Unserved] = ()

    def to_json(self) -> dict[str, Any]:
        visits = [{"code": one.code, "region": one.region, "officers": list(one.officers)} for one in self.visits]
        unserved: list[dict[str, Any]] = [
            {"code": one.code} | ({"reasons": dict(one.reasons)} if one.reasons else {}) for one in self.unserved
        ]
        return {"visits": visits, "unserved": unserved}

    @classmethod
    def of_json(cls, value: Any) -> Self:
        """Read one. Raises KeyError, TypeError, ValueError or AttributeError for another form."""
        if not isinstance(value["visits"], list) or not isinstance(value["unserved"], list):
            raise TypeError("the visits, and those without officers, are lists")
        visits = [
            Assigned(str(one["code"]), str(one["region"]), tuple(map(str, one["officers"]))) for one in value["visits"]
        ]
        unserved = [Unserved(str(one["code"]), dict(one.get("reasons", {}))) for one in value["unserved"]]
        return cls(tuple(visits), tuple(unserved))

    def for_the_public(self) -> Self:
        """Without the reasons, which tell how many officers are recused from a business."""
        return replace(self, unserved=tuple(Unserved(one.code, {}) for one in self.unserved))


def send(
    key: bytes,
    ranked: Mapping[str, Ranked],
    subjects: Iterable[Subject],
    team: Team,
    swaps: Sequence[Substitution] = (),
) -> Sent:
    """Assign the team to the drawn, then to each substitute. Raises Refused for a business frozen without its region."""
    wanted = {code for one in ranked.values() for code in one.drawn} | {one.into for one in swaps}
    visits = {one.code: visit_of(one, team.field) for one in subjects if one.code in wanted}
    order = sorted(place for one in ranked.values() for place in one.order[: one.quota])
    found = assign(key, [visits[code] for _, code in order], team.officers, team.each)
    followed = [(one.out, visits[one.into] if one.into is not None else None) for one in swaps]
    found = replace_visits(key, found, followed, team.officers, team.each)
    sent = [Assigned(code, visits[code].region, pair) for code, pair in sorted(found.pairs.items())]
    return Sent(tuple(sent), tuple(sorted(found.unserved, key=lambda one: one.code)))


def visit_of(subject: Subject, field: str) -> Visit:
    """What a business asks of officers, from its frozen row."""
    if subject.region is None:
        raise Refused(f"{subject.code}: its region was not frozen, and officers were to be assigned")
    return Visit(subject.code, field, subject.region, frozenset(subject.last_pair))


def check_sent(sent: Sent, roster: Roster, drawn: Iterable[str], swaps: Iterable[Substitution]) -> None:
    """What the public can check: each business has its officers or is reported, and they were listed for it.

    Raises Refused.
    """
    due = set(drawn)
    for swap in swaps:
        due = (due - {swap.out}) | ({swap.into} if swap.into is not None else set())
    codes = [one.code for one in sent.visits]
    left = [one.code for one in sent.unserved]
    if codes != sorted(set(codes)) or left != sorted(set(left)):
        raise Refused("the visits, and those without officers, stand in the order of their codes, each once")
    if set(codes) & set(left) or set(codes) | set(left) != due:
        odd = sorted((set(codes) & set(left)) | ((set(codes) | set(left)) ^ due))
        raise Refused(f"each business to be inspected has its officers or is reported without; not so: {odd[0]}")
    rows = {row.number: row for row in roster.rows}
    for visit in sent.visits:
        _check_visit(visit, roster.each, rows.keys())
        for number in visit.officers:
            if roster.field not in rows[number].fields or visit.region not in rows[number].regions:
                raise Refused(f"{visit.code}: officer {number} was not listed for {roster.field} in {visit.region}")


def _check_visit(visit: Assigned, each: int, listed: Collection[str]) -> None:
    if len(visit.officers) != each or len(set(visit.officers)) != each:
        raise Refused(f"{visit.code}: {each} officers inspect it, each once, not {', '.join(map(str, visit.officers))}")
    if odd := [number for number in visit.officers if number not in listed]:
        raise Refused(f"{visit.code}: officer {odd[0]} is not in the document that was committed to")
