"""The own record in full: each field with its source, its class in words, and who may see it for which purposes."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.packs.facts import ERASED, Disclosure
from bonafides.packs.kind import Kind, PublicityPeriod
from bonafides.packs.labels import LabelledRecord, cited, labelled, say, value_text
from bonafides.packs.pack import Pack
from bonafides.packs.purpose import WITHHELD
from bonafides.portal.business.classes import class_colour, class_title, class_told, seen_for
from bonafides.portal.business.here import Here, for_business, not_here
from bonafides.portal.business.nav import nav
from bonafides.portal.design.rows import Tag
from bonafides.portal.moments import offset, shown
from bonafides.portal.public.record import day_before, operator_told, record_context, validity
from bonafides.sharing.access.log import How
from bonafides.sharing.own_record import own_record
from bonafides.sharing.public_record import public_record

CLASSES: tuple[Disclosure, ...] = ("public", *WITHHELD)
A_PAGE = 25


@for_business
@require_safe
def record(request: HttpRequest, here: Here) -> HttpResponseBase:
    """Who the business is, and which kinds of records there are of it, each on a page of its own."""
    found = own_record(here.who, here.entity)
    told = record_context(found, timezone.localdate(), None)
    kinds = [
        {"pack": key[0], "kind": key[2], "title": one.title, "count": len(one.records),
         "last": max(each.fields["event_date"] for each in one.records),
         "agencies": list(dict.fromkeys(each.agency for each in one.records))}
        for one in labelled(found)
        for key in [_key(found, one.key)]
    ]  # fmt: skip
    context = {
        "here": request.path, "nav": nav(request), "name": here.name, "identity": told["identity"], "kinds": kinds,
        "classes": [(class_title(one), class_colour(one), class_told(one)) for one in CLASSES],
        "one_with": told["one_with"], "moment": told["known_at"], "offset": offset(),
    }  # fmt: skip
    return render(request, "portal/business/record.html", context)


@for_business
@require_safe
def kind(request: HttpRequest, here: Here, pack: str, kind: str) -> HttpResponseBase:
    """The records of one kind, the newest first, some on a page."""
    found = own_record(here.who, here.entity)
    known = here.pack(pack)
    records = found["records"].get(f"{pack}/{kind}")
    if records is None or known is None or kind not in known.catalogue:
        return not_here(request)
    of = known.catalogue[kind]
    [one] = labelled({"records": {f"{pack}/{kind}": records}})
    start = _start(request.GET.get("from", ""), len(one.records))
    some = one.records[start : start + A_PAGE]
    seen = public_refs(here, f"{pack}/{kind}")
    classes = [each for each in CLASSES if any(fact.disclosure == each for fact in of.facts.properties.values())]
    context = {
        "here": request.get_full_path(), "nav": nav(request), "name": here.name, "title": one.title, "basis": one.basis,
        "pack": pack, "kind": kind, "records": [record_shown(known, of, each, seen) for each in some], "count": len(one.records),
        "start": start + 1, "end": start + len(some),
        "next": start + A_PAGE if start + A_PAGE < len(one.records) else None,
        "previous": max(0, start - A_PAGE) if start else None,
        "published": _published(known, of),
        "classes": [
            {"title": class_title(each), "colour": class_colour(each), "told": class_told(each),
             "seen": seen_for(known, of, each)}
            for each in classes
        ],
    }  # fmt: skip
    return render(request, "portal/business/kind.html", context)


@for_business
@require_safe
def record_json(request: HttpRequest, here: Here) -> HttpResponseBase:
    """The same for programs, as a file."""
    found = own_record(here.who, here.entity, How.API)
    name = f'attachment; filename="record-{here.entity.code}.json"'
    return JsonResponse(
        found, json_dumps_params={"ensure_ascii": False, "indent": 1}, headers={"Content-Disposition": name}
    )


def _key(found: dict[str, Any], key: str) -> tuple[str, str, str]:
    """`cn-registration` as the record has it, `cn/registration`, in its parts."""
    known: str = next(one for one in found["records"] if one.replace("/", "-") == key)
    return known.partition("/")


def _start(text: str, count: int) -> int:
    place = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
    return place if place < count else 0


def record_shown(pack: Pack, kind: Kind, one: LabelledRecord, seen: set[tuple[str, str]]) -> dict[str, Any]:
    """One record for reading; `seen`: which of its kind anyone sees."""
    fields = one.fields
    public = (fields["agency"], fields["ref"]) in seen
    source = [
        (_("Agency"), one.agency), (_("Reference"), fields["ref"]), (_("Document"), fields["document_no"]),
        (_("Basis"), fields["basis"]), (_("Valid"), validity(fields)), (_("Corrects"), fields["corrects"]),
    ]  # fmt: skip
    return {
        "day": fields["event_date"], "agency": fields["agency"], "ref": fields["ref"], "public": _public(fields, public=public),
        "facts": _facts(kind, fields["facts"]), "source": [(title, text) for title, text in source if text],
        "known": shown(datetime.fromisoformat(fields["known_from"])), "operator": operator_told(fields.get("operator")),
        "said": fields["annotations"],
    }  # fmt: skip


def _public(fields: dict[str, Any], *, public: bool) -> Tag:
    if not public:
        return Tag(_("not published"), "quiet")
    last = day_before(fields["public_until"])
    return Tag(_("published until %(day)s") % {"day": last} if last else _("published"), "info")


def _facts(kind: Kind, facts: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for name, fact in kind.facts.properties.items():
        erased = facts.get(f"{ERASED}{fact.disclosure}")
        if name not in facts and (erased is None or fact.disclosure == "public"):
            continue
        raw = fact.type in ("string", "array") and not (fact.labels or fact.format)
        value = value_text(fact, facts[name]) if name in facts else _("erased by law")
        found.append({
            "title": say(fact.title), "value": value, "raw": raw and name in facts,
            "tag": Tag(class_title(fact.disclosure), class_colour(fact.disclosure)),
        })  # fmt: skip
    return found


def _published(pack: Pack, kind: Kind) -> list[str]:
    """Whether and for how long records of the kind are public by the law of today, with what that rests on."""
    day = timezone.localdate()
    periods = [kind.publicity.period(one.name, day) for one in kind.publicity.classes]
    return list(dict.fromkeys(_period(pack, one) for one in periods if one is not None))


def _period(pack: Pack, one: PublicityPeriod) -> str:
    basis = one.basis if isinstance(one.basis, tuple) else (one.basis,)
    if not one.public:
        text = _("Not published.")
    elif one.months:
        text = _("Published for %(months)s months.") % {"months": one.months}
    else:
        text = _("Published as long as it holds.") if one.while_valid else _("Published.")
    return " ".join([text, "; ".join(cited(pack, each) for each in basis)])


def public_refs(here: Here, key: str) -> set[tuple[str, str]]:
    """Agency and reference of the own records of a kind (`PACK/KIND`) that anyone sees today."""
    seen = json.loads(public_record(here.entity.scheme, here.entity.code) or '{"records": {}}')
    return {(one["agency"], one["ref"]) for one in seen["records"].get(key, ())}
