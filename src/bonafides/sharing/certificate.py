"""What a certificate of record says: what anyone sees of a business at this moment, record by record. Nothing else is in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils import timezone, translation

from bonafides.acts.act import ActRefusedError
from bonafides.acts.models import Act
from bonafides.documents.models import Document
from bonafides.entities.models import Entity
from bonafides.kernel.canonical.one import canonical
from bonafides.packs.grounds import law_on
from bonafides.packs.pack import CertificateUse, Pack
from bonafides.packs.words import annotation_title
from bonafides.sharing.public_record import public_record

MOST = 300
"""Records that one certificate lists: the newest; how many there are, it says in any case."""


@dataclass(frozen=True)
class Certified:
    """What the form is given, and a digest of all that is public, by which it is seen whether that has changed."""

    fields: dict[str, Any]
    lists: dict[str, list[dict[str, Any]]]
    digest: str


def use_of(pack: Pack) -> CertificateUse:
    """The form and the agency of a pack. Raises ActRefusedError."""
    if pack.info.certificate is None:
        raise ActRefusedError(
            "expected a pack that has a certificate of record, came %(pack)s: add `certificate: {form: …, agency: "
            "…}` to its pack.yaml; nothing was changed",
            pack=pack.name,
        )
    return pack.info.certificate


def basis_of(pack: Pack) -> str:
    """What a certificate rests on, by the law of today."""
    basis = pack.documents[use_of(pack).form].basis
    grounds = [" ".join(filter(None, (one.instrument, one.article))) for one in basis]
    return law_on(pack, grounds, timezone.localdate())


def certified(pack: Pack, entity: Entity) -> Certified:
    """The public record as it is now. Raises ActRefusedError where nothing is public of the business."""
    found = _public(pack, entity)
    if found is None:
        raise ActRefusedError("nothing is public of this business, so nothing can be certified; nothing was changed")
    rows = sorted(found, key=lambda row: (row[1]["event_date"], row[0], row[1]["ref"]), reverse=True)
    counts = Counter(kind for kind, _ in rows)
    named = dict.fromkeys([*use_of(pack).names, *sorted(counts)])
    fields = {"moment": timezone.localtime().strftime("%Y-%m-%d %H:%M"), "count": len(rows)}
    return Certified(
        fields | ({"more": True} if len(rows) > MOST else {}),
        {
            "kinds": [{"title": _title(pack, kind), "count": str(counts[kind])} for kind in named],
            "records": [_entry(pack, kind, one) for kind, one in rows[:MOST]],
        },
        digest_of(found),
    )  # fmt: skip


def unchanged(pack: Pack, document: Document) -> bool:
    """Whether what is public is still what a certificate says. What ended since is no longer so, whatever a paper says."""
    act = Act.objects.filter(pk=document.act_id).first()
    found = _public(pack, document.entity)
    return act is not None and found is not None and act.details.get("public") == digest_of(found)


def digest_of(rows: list[tuple[str, dict[str, Any]]]) -> str:
    """SHA-256 over what is certified of each record."""
    told = sorted(
        [kind, one["agency"], one["ref"], one["event_date"], one["document_no"] or "", _states(one)]
        for kind, one in rows
    )
    return sha256(canonical(told)).hexdigest()


def _public(pack: Pack, entity: Entity) -> list[tuple[str, dict[str, Any]]] | None:
    text = public_record(entity.scheme, entity.code)
    if text is None:
        return None
    records: Mapping[str, list[dict[str, Any]]] = json.loads(text)["records"]
    return [
        (key.partition("/")[2], one) for key, some in records.items() if key.startswith(f"{pack.name}/") for one in some
    ]


def _states(one: dict[str, Any]) -> list[str]:
    return sorted({each["kind"] for each in one["annotations"] if each["kind"] != "reply"})


def _title(pack: Pack, kind: str) -> Mapping[str, str] | str:
    return pack.catalogue[kind].title if kind in pack.catalogue else kind


def _entry(pack: Pack, kind: str, one: dict[str, Any]) -> dict[str, Any]:
    agency = pack.agencies.get(one["agency"])
    return {
        "title": _title(pack, kind), "day": one["event_date"], "agency": agency.title if agency else one["agency"],
        "number": one["document_no"] or one["ref"], "state": {name: _said(name, one) for name in pack.info.languages},
    }  # fmt: skip


def _said(language: str, one: dict[str, Any]) -> str:
    """That a remedy is pending, in one of the pack's languages."""
    with translation.override("zh-hans" if language == "zh" else language):
        ends = "。" if language == "zh" else ". "
        return "".join(annotation_title(kind) + ends for kind in _states(one)).strip()
