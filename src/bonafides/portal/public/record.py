"""What the page of one business shows, made from its unified record."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bonafides.packs.labels import LabelledKind, LabelledRecord, labelled, scheme_label
from bonafides.packs.words import annotation_title, former_use_title, subject_title, use_title
from bonafides.portal.moments import offset, shown

WIDE = 36  # characters from which a fact has the width of the page


def record_context(record: dict[str, Any], day: date, moment: datetime | None) -> dict[str, Any]:
    """The template's words for a record as it stood on a day; `moment` is none where it is as known now."""
    current = [one for one in record["names"] if one["current"] and one["use"] == "registered"]
    name = next((one for one in current if not one.get("merged")), current[0] if current else None)
    kinds = [_kind(one) for one in labelled(record)]
    asked = timezone.localtime(moment) if moment else None
    return {
        "title": name["name"] if name else record["code"],
        "source_language": tag(name["language"]) if name else "",
        "scheme": record["scheme"],
        "code": record["code"],
        "identity": _identity(record, name),
        "one_with": record["one_with"],
        "kinds": kinds,
        "trail": [],
        "timeline": _timeline(kinds),
        "count": sum(len(one["records"]) for one in kinds),
        "day": day.isoformat(),
        "is_today": day == timezone.localdate(),
        "is_to_come": day > timezone.localdate(),
        "known_at": shown(datetime.fromisoformat(record["known_at"])),
        "is_known_now": moment is None,
        "known_at_value": asked.strftime("%Y-%m-%dT%H:%M:%S" if asked.second else "%Y-%m-%dT%H:%M") if asked else "",
        "latest": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
        "offset": offset(),
    }


def _timeline(kinds: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All records, the newest first, each leading to where it stands; nothing where one look takes them in anyway."""
    found = [
        {"day": one["day"], "title": kind["title"], "agency": one["agency"], "anchor": f"{kind['key']}-{at}",
         "until": one["until"], "said": one["disputes"]}
        for kind in kinds for at, one in enumerate(kind["records"], 1)
    ]  # fmt: skip
    return sorted(found, key=lambda one: one["day"], reverse=True) if len(found) > 1 else []


def tag(language: str) -> str:
    """A pack's language as HTML knows it."""
    return "zh-Hans" if language == "zh" else language


def _identity(record: dict[str, Any], name: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Codes, kind and the other names, as (title, text, language, code or not)."""
    rows = [
        {"title": scheme_label(record, record["scheme"]), "text": record["code"], "code": True},
        {"title": _("Kind of business"), "text": subject_title(record["kind"])},
    ]
    for one in record["names"]:
        if one is not name:
            title = use_title(one["use"]) if one["current"] else former_use_title(one["use"])
            if one.get("merged"):
                title = _("Name of a merged business") if one["current"] else _("Former name of a merged business")
            since = _("since %(day)s") if one["current"] else _("from %(day)s")
            note = since % {"day": one["valid_from"]}
            rows.append({"title": title, "text": one["name"], "language": tag(one["language"]), "note": note})
    rows += [
        {"title": scheme_label(record, one["scheme"]), "text": one["code"], "code": True} for one in record["aliases"]
    ]
    return rows


def _kind(kind: LabelledKind) -> dict[str, Any]:
    return {
        "key": kind.key,
        "title": kind.title,
        "basis": kind.basis,
        "records": [
            {
                "ref": (one.fields["agency"], one.fields["ref"]),
                "day": one.fields["event_date"],
                "agency": one.agency,
                "facts": _facts(one),
                "operator": operator_told(one.fields.get("operator")),
                "said": _said(one.fields),
                "disputes": [
                    annotation_title(said["kind"]) for said in one.fields["annotations"] if said["kind"] != "reply"
                ],
                "until": day_before(one.fields["public_until"]),
                "source": _source(one),
            }
            for one in kind.records
        ],
    }


def _facts(record: LabelledRecord) -> list[dict[str, Any]]:
    return [{**vars(one), "wide": len(one.value) > WIDE} for one in record.facts]


def _said(fields: dict[str, Any]) -> list[dict[str, str]]:
    """What is said beside a record: a remedy that is pending, the business's own reply."""
    return [
        {"title": annotation_title(one["kind"]), "day": one["since"], "text": one["text"]}
        for one in fields["annotations"]
    ]


def operator_told(time: dict[str, Any] | None) -> dict[str, Any] | None:
    """In which operator's time a record of a sole trader falls: text, and whether it is a former one's. Nobody is named."""
    if time is None:
        return None
    former = time["shown_as"] == "former-operator"
    title = _("Of a former operator's time") if former else _("Of the present operator's time")
    which = _("operator %(number)s of %(of)s") % time
    first, last = time["from"], day_before(time["until"])
    if first and last:
        days = _("%(first)s to %(last)s") % {"first": first, "last": last}
    elif last:
        days = _("up to %(day)s") % {"day": last}
    else:
        days = _("since %(day)s") % {"day": first}
    return {
        "text": _("%(title)s: %(which)s, %(days)s") % {"title": title, "which": which, "days": days},
        "former": former,
    }


def _source(record: LabelledRecord) -> list[tuple[str, str]]:
    """Where a record comes from and how long it holds, as (title, text)."""
    fields = record.fields
    found = [(_("Document"), fields["document_no"]), (_("Basis"), fields["basis"]), (_("Valid"), validity(fields))]
    found += [(_("Corrects"), fields["corrects"]), (_("Reference"), fields["ref"])]
    found += [(_("Published until"), day_before(fields["public_until"]))]
    found += [(_("Known here since"), shown(datetime.fromisoformat(fields["known_from"])))]
    return [(title, text) for title, text in found if text]


def validity(fields: dict[str, Any]) -> str:
    """The days on which a record holds, the last one included; nothing where they need no words."""
    last = day_before(fields["valid_to"])
    if last:
        return _("%(first)s to %(last)s") % {"first": fields["valid_from"], "last": last}
    if fields["valid_from"] != fields["event_date"]:
        return _("from %(day)s") % {"day": fields["valid_from"]}
    return ""


def day_before(day: str | None) -> str:
    """The record names the first day that is outside; people read the last one that is inside."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day else ""
