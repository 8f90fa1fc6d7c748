"""Drafts of representatives: begun, saved as one goes, sent once, forgotten. One's own alone, for the business one speaks for.

What is in one is encrypted under the site's key, bound to the draft, so that a row that is moved or read elsewhere says nothing.
"""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from bonafides.agencies.draft_models import Draft, DraftFile

_NONCE = 12


class UnknownDraftError(LookupError):
    """No such draft of this account for this business, or it is gone."""


@dataclass(frozen=True)
class GivenFile:
    """A file of a draft, in the clear."""

    number: int
    page: str
    name: str
    size: int


def begun(account: int, entity: int, matter: str) -> Draft:
    """The draft of a matter: the one in hand, or a new one."""
    forget_lapsed()
    token = uuid.uuid4()
    fresh = {"token": token, "content": _sealed(b"{}", token), "saved_at": timezone.now(), "expires_at": _lapses()}
    draft, _new = Draft.objects.get_or_create(
        account_id=account, entity_id=entity, matter=matter, sent=None, defaults=fresh
    )
    return draft


def mine(account: int, entity: int) -> list[Draft]:
    """What is in hand, the last saved first."""
    return list(_alive(account, entity).filter(sent=None).order_by("-saved_at", "-pk"))


def draft_of(account: int, entity: int, token: uuid.UUID, *, lock: bool = False) -> Draft:
    """One by its token; `lock`: nobody else goes on with it until this transaction ends. Raises UnknownDraftError."""
    found = _alive(account, entity).filter(token=token)
    draft = (found.select_for_update(of=("self",)) if lock else found).first()
    if draft is None:
        raise UnknownDraftError("expected a draft of this account for this business; there is none such, or it is gone")
    return draft


def read(draft: Draft) -> dict[str, Any]:
    """What was written so far. Raises UnknownDraftError where it cannot be read under the site's key."""
    told: dict[str, Any] = json.loads(_opened(draft, bytes(draft.content))) if draft.sent is None else {}
    return told


def saved(draft: Draft, content: Mapping[str, Any]) -> None:
    """Keep what was written, for as long again."""
    draft.content = _sealed(json.dumps(dict(content), ensure_ascii=False).encode(), draft.token)
    draft.saved_at, draft.expires_at = timezone.now(), _lapses()
    draft.save(update_fields=["content", "saved_at", "expires_at"])


def add_file(draft: Draft, page: str, name: str, content: bytes) -> None:
    """Keep a file beside it."""
    DraftFile.objects.create(
        draft=draft, page=page, name=name, size=len(content), content=_sealed(content, draft.token)
    )


def drop_file(draft: Draft, number: int) -> None:
    """Take a file away again."""
    DraftFile.objects.filter(draft=draft, pk=number).delete()


def files_of(draft: Draft) -> list[GivenFile]:
    """Which files there are, without their content."""
    rows = DraftFile.objects.filter(draft=draft).order_by("pk").values_list("pk", "page", "name", "size")
    return [GivenFile(*row) for row in rows]


def contents_of(draft: Draft) -> Iterator[tuple[GivenFile, bytes]]:
    """Each file with its bytes."""
    for row in DraftFile.objects.filter(draft=draft).order_by("pk"):
        yield GivenFile(row.pk, row.page, row.name, row.size), _opened(draft, bytes(row.content))


def sent(draft: Draft, act: int) -> None:
    """It was sent by an act: what was written is there now, and here no more."""
    DraftFile.objects.filter(draft=draft).delete()
    draft.sent, draft.content = act, b""
    draft.save(update_fields=["sent", "content"])


def dropped(draft: Draft) -> None:
    """Whoever wrote it threw it away."""
    draft.delete()


@transaction.atomic
def forget_lapsed() -> int:
    """Delete what nobody went on with in time; how many there were."""
    return int(Draft.objects.filter(expires_at__lte=timezone.now()).delete()[0])


def _alive(account: int, entity: int) -> QuerySet[Draft]:
    return Draft.objects.filter(account=account, entity=entity, expires_at__gt=timezone.now())


def _lapses() -> datetime:
    return timezone.now() + timedelta(days=settings.DRAFT_DAYS)


def _key() -> AESGCM:
    return AESGCM(sha256(b"bonafides drafts\0" + settings.SECRET_KEY.encode()).digest())


def _sealed(content: bytes, token: uuid.UUID) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _key().encrypt(nonce, content, token.bytes)


def _opened(draft: Draft, sealed: bytes) -> bytes:
    try:
        return _key().decrypt(sealed[:_NONCE], sealed[_NONCE:], draft.token.bytes)
    except InvalidTag as error:
        raise UnknownDraftError(
            f"draft {draft.pk} cannot be read: expected what was written under the site's key (BONAFIDES_SECRET_KEY), came "
            "something else; begin anew"
        ) from error
