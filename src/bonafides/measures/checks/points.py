"""The decision points of the packs in force here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bonafides.acts.statement import Statement
from bonafides.measures.checks.pending import REMEDIES
from bonafides.packs.measure import DecisionPoint
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.packs.queries import pack_of_version

_VERSIONS = Statement(
    "SELECT json_agg(v) FROM (SELECT max(id) AS id FROM packs_packversion GROUP BY pack ORDER BY pack) AS v(v)"
)


class UnknownPointError(LookupError):
    """No such decision point in a pack in force here."""


@dataclass(frozen=True)
class At:
    """A decision point of a pack in force. `remedies`: the procedures of that pack by which a business defends itself."""

    pack: str
    point: DecisionPoint
    remedies: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.point.point


def points_in_force() -> tuple[At, ...]:
    """Every decision point, pack by pack."""
    row = _VERSIONS.first_row({})
    return _points_of(tuple(row[0] or ()) if row else ())


def point_in_force(name: str, pack: str | None = None) -> At:
    """One decision point. Raises UnknownPointError, naming those that there are."""
    every = points_in_force()
    found = [one for one in every if one.name == name and pack in (None, one.pack)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownPointError(f"the point is one of {', '.join(one.pack for one in found)}: say of which pack")
    known = ", ".join(sorted({one.name for one in every if pack in (None, one.pack)}))
    there = known or "there is none: put a pack in force first, bonafides pack install packs/cn"
    raise UnknownPointError(f"expected a decision point of a pack in force here ({there}), came another")


@lru_cache(maxsize=4)
def _points_of(versions: tuple[int, ...]) -> tuple[At, ...]:
    """A version never changes, so that its points may be kept."""
    packs = [pack_of_version(one) for one in PackVersion.objects.filter(pk__in=versions).order_by("pack")]
    return tuple(At(pack.name, point, _remedies(pack)) for pack in packs for point in pack.decision_points.values())


def _remedies(pack: Pack) -> tuple[str, ...]:
    return tuple(
        sorted(one.procedure for one in pack.procedures.values() if one.of in REMEDIES and one.opens.on_record)
    )
