"""The one door: whoever asks for records, for whatever purpose and by whatever way, is answered from here.

disclosed_record(request, "uscc", code)                              the unified record, as JSON
disclosed_fields(request, [entity], {"cn/registration": {"operator"}})   single fields, for forms, evidence, exports, feeds

What is not public leaves a row in the log of look-ups, in the transaction that reads. The public asks without one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from datetime import date, datetime

from bonafides.acts.wall import inside, is_outside
from bonafides.entities.models import Entity
from bonafides.entities.queries import entity_by_code, one_with
from bonafides.sharing.access.log import How
from bonafides.sharing.at_once import AtOnce, read_of_code
from bonafides.sharing.fields import Disclosed, hold, read_fields
from bonafides.sharing.look import look, looked
from bonafides.sharing.public_record import public_record
from bonafides.sharing.publicity import Audience
from bonafides.sharing.purpose import NotDisclosedError, Request
from bonafides.sharing.scope import Scope, about, own_case, scope_of
from bonafides.sharing.unified_record import unified_record

__all__ = [
    "Disclosed",
    "How",
    "NotDisclosedError",
    "Request",
    "Scope",
    "disclosed_fields",
    "disclosed_of_code",
    "disclosed_record",
    "scope_of",
]


def disclosed_record(
    request: Request,
    scheme: str,
    code: str,
    *,
    as_of: date | None = None,
    known_at: datetime | None = None,
    how: How = How.API,
) -> str | None:
    """The JSON text of a business's record as whoever asks may see it; None where there is none for them.

    Raises NotDisclosedError.
    """
    scope = scope_of(request)
    if scope.audience is Audience.PUBLIC:
        return public_record(scheme, code, as_of=as_of, known_at=known_at)
    entity = Entity.objects.filter(scheme=scheme, code=code).values_list("id", flat=True).first()
    if entity is None:
        return None
    if scope.entities is not None and entity not in scope.entities:
        return public_record(scheme, code, as_of=as_of, known_at=known_at)
    about(request, frozenset({entity}))
    with inside():
        looked(request, scope, [entity], scope.fields, how)
        return unified_record(scheme, code, as_of=as_of, known_at=known_at, audience=scope.audience, sight=scope.sight)


def disclosed_fields(
    request: Request,
    entities: Sequence[int],
    wanted: Mapping[str, Collection[str]],
    *,
    as_of: date | None = None,
    known_at: datetime | None = None,
    how: How = How.API,
) -> list[Disclosed]:
    """What stands of some businesses, of each kind (`PACK/KIND`) the facts that are wanted and no more; the newest first.

    Public facts of what is public need no purpose. Raises NotDisclosedError for a withheld fact that the purpose does not open.
    """
    scope = scope_of(request)
    whole = scope.entities is not None and scope.entities.issuperset(entities)
    if scope.entities is not None and not whole:
        raise NotDisclosedError(
            "a representative sees the own business", "the business that is represented", "another",
            "ask for its public record instead",
        )  # fmt: skip
    about(request, frozenset(entities))
    hold(scope, wanted)
    with inside(savepoint=False) if scope.audience is not Audience.PUBLIC else nullcontext():
        told = None if scope.audience is Audience.PUBLIC else look(request, scope, entities, wanted, how)
        return read_fields(scope, entities, wanted, as_of=as_of, known_at=known_at, look=told)


def disclosed_of_code(
    request: Request, scheme: str, code: str, wanted: Mapping[str, Collection[str]], sources: Mapping[str, object]
) -> tuple[AtOnce, Mapping[str, object] | None]:
    """As `disclosed_fields` by a purpose, of the business of a code as it stands today, in one statement with its `sources`.

    The second is the look that must be on disk before any of it leaves: who asks writes it with what is kept of the answer
    (`access.log.LOOK`). Raises as `disclosed_fields`, and UnknownEntityError.
    """
    scope = scope_of(request)
    if scope.audience is not Audience.SCOPED:
        raise NotDisclosedError("purpose", "an officer or a program, with a purpose", "another", "ask at another route")
    hold(scope, wanted)
    if own_case(request) is not None:
        about(request, frozenset({entity_by_code(scheme, code).pk}))
    with inside(savepoint=False) if is_outside() else nullcontext():
        found = read_of_code(scope, scheme, code, wanted, sources)
    return found, look(request, scope, found.ones, wanted, How.EVIDENCE)


def ones(entity: int) -> list[int]:
    """The numbers of all that are one business with this one: whoever asks about one asks about all of them."""
    return sorted(one_with(Entity(pk=entity)))
