"""How far a request may see: by the purposes of its pack, and by the decision on queries where the pack has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from bonafides.agencies.models import Agency
from bonafides.agencies.who import Kind as WhoKind
from bonafides.entities.models import Entity
from bonafides.entities.queries import one_with
from bonafides.packs.labels import say
from bonafides.packs.models import Kind, PackVersion
from bonafides.packs.pack import Pack
from bonafides.packs.purpose import Opens, Purpose
from bonafides.packs.queries import pack_of_version, version_in_force
from bonafides.procedures.models import Case
from bonafides.sharing.publicity import Audience, Sight
from bonafides.sharing.purpose import NotDisclosedError, Request
from bonafides.standards.case.asked import ask

LONGEST_CASE = 120
OWN_CASE = "case:"


@dataclass(frozen=True)
class Scope:
    """What one request may see. `fields`: kind of record (`PACK/KIND`) → the withheld facts that are opened."""

    audience: Audience
    purpose: Purpose | None = None
    basis: str = ""
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sight: Sight | None = None
    version: int | None = None
    """Of the pack by which it was decided."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Of a scope by a purpose: the numbers of the kinds of its pack (`PACK/KIND`)."""
    entities: frozenset[int] | None = None
    """These businesses alone, whole: those that a representative speaks for. None: any."""

    def opens(self, kind: str, name: str) -> bool:
        """Whether a withheld fact of a kind (`PACK/KIND`) is seen, whoever gave it."""
        return self.audience is Audience.OPERATOR or name in self.fields.get(kind, frozenset())


PUBLIC = Scope(Audience.PUBLIC)
WHOLE = Scope(Audience.OPERATOR)


def scope_of(request: Request) -> Scope:
    """How far a request may see. Without a purpose an officer or a program sees what anyone sees.

    Raises NotDisclosedError where the purpose is not the agency's, lacks its case or authorisation, or the law says no.
    """
    who = request.who
    match who.kind:
        case WhoKind.OPERATOR:
            return WHOLE
        case WhoKind.BUSINESS if who.entity is not None:
            return Scope(Audience.OPERATOR, entities=frozenset(one_with(Entity(pk=who.entity))))
        case WhoKind.OFFICER | WhoKind.MACHINE if request.purpose is not None:
            return _by_purpose(request)
        case _:
            return PUBLIC


def about(request: Request, entities: frozenset[int]) -> None:
    """Hold a request to its case: where that is one of this register, it opens the business that it is about.

    Raises NotDisclosedError.
    """
    number = own_case(request)
    if number is None or request.who.kind not in (WhoKind.OFFICER, WhoKind.MACHINE):
        return
    case = Case.objects.select_related("entity").filter(pk=number).first()
    if case is None or not entities <= one_with(case.entity):
        raise NotDisclosedError(
            "the case opens its own business", f"the business that {request.case} is about", "another",
            "name the case that this look-up is for, or your agency's own file number",
        )  # fmt: skip


def _by_purpose(request: Request) -> Scope:
    who, word = request.who, request.purpose or ""
    version = request.version or version_in_force(who.pack)
    if version is None:
        raise NotDisclosedError("purpose", "an agency of a pack in force", "another", "sign in with your agency")
    agreed = bool(request.authorisation and request.authorisation.strip())
    scope = _scope(version, who.agency, word, request.on, agreed)
    if scope.purpose is not None and scope.purpose.case:
        _hold_case(request, scope.purpose)
    return scope


@lru_cache(maxsize=1_024)
def _scope(version: int, agency: str, word: str, on: date, agreed: bool) -> Scope:  # noqa: FBT001  # a key of the cache
    """Versions of packs, numbers of kinds and of agencies never change, so that a scope may be kept."""
    pack = pack_of_version(PackVersion.objects.get(pk=version))
    own = {name: one for name, one in pack.purposes.items() if agency in one.agencies}
    purpose = own.get(word)
    if purpose is None:
        raise NotDisclosedError(
            "purpose", f"a purpose of {agency} ({', '.join(own) or 'it has none'})",
            f"`{word}`" if word in pack.purposes else "another",
            f"look at what you need to for one of these; purposes.yaml of pack {pack.name} says what each opens",
        )  # fmt: skip
    basis = _permitted(pack, purpose, on, agreed=agreed)
    fields = _fields(pack, purpose)
    numbers = dict(Kind.objects.filter(pack=pack.name).values_list("name", "id"))
    given = Agency.objects.filter(pack=pack.name, name=agency).values_list("id", flat=True).first()
    return Scope(
        Audience.SCOPED, purpose, basis, {f"{pack.name}/{kind}": names for kind, names in fields.items()},
        sight=Sight.of(given or 0, {numbers[kind]: names for kind, names in fields.items() if kind in numbers}),
        version=version, numbers={f"{pack.name}/{kind}": number for kind, number in numbers.items()},
    )  # fmt: skip


def _permitted(pack: Pack, purpose: Purpose, on: date, *, agreed: bool) -> str:
    """On which basis it is permitted. Raises NotDisclosedError."""
    if not purpose.duty and not agreed:
        raise NotDisclosedError(
            "authorisation", "the number of the paper in which the business agreed", "none",
            f"ask the business for it: “{say(purpose.title)}” is no statutory duty",
        )  # fmt: skip
    basis = [f"{one.instrument} {one.article}" if one.article else one.instrument for one in purpose.basis]
    if pack.purposes_file is not None and (decision := pack.purposes_file.decision):
        asked = ask(pack, decision, {"authorised": agreed, "statutory_duty": purpose.duty}, on)
        permitted = asked.value.get("query_permitted") if isinstance(asked.value, dict) else asked.value
        if permitted is not True:
            raise NotDisclosedError(
                f"`{decision}` ({asked.basis})", "a query that it permits", "one that it refuses", asked.reason
            )
        basis.append(asked.basis)
    return "; ".join(basis)


def _fields(pack: Pack, purpose: Purpose) -> dict[str, frozenset[str]]:
    fields: dict[str, frozenset[str]] = {}
    for one in purpose.opens:
        for kind in one.kinds:
            fields[kind] = fields.get(kind, frozenset()) | _opened(pack, one, kind)
    return fields


def _opened(pack: Pack, opens: Opens, kind: str) -> frozenset[str]:
    facts = pack.catalogue[kind].facts.properties
    return frozenset(name for name, one in facts.items() if one.disclosure in opens.classes or name in opens.fields)


def _hold_case(request: Request, purpose: Purpose) -> None:
    told = (request.case or "").strip()
    if not told or len(told) > LONGEST_CASE or not told.isprintable():
        raise NotDisclosedError(
            "case", f"a case, in up to {LONGEST_CASE} characters", "none" if not told else "something else",
            f"name the case that “{say(purpose.title)}” is for: `case:12` of this register, or your own file number",
        )  # fmt: skip
    number, who = own_case(request), request.who
    if (
        number is not None
        and not Case.objects.filter(pk=number, agency__pack=who.pack, agency__name=who.agency).exists()
    ):
        raise NotDisclosedError("case", f"a case of {who.agency}", told, "bonafides case list shows its cases")


def own_case(request: Request) -> int | None:
    """The number of the case of this register for which is asked; none where it is another."""
    told = (request.case or "").strip()
    digits = told.removeprefix(OWN_CASE)
    return int(digits) if told.startswith(OWN_CASE) and digits.isdecimal() and len(digits) < 19 else None
