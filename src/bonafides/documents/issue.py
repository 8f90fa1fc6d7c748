"""Issue a document within the running act: made from the pack's form, kept as content, entered in the ledger by its hash."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.agencies.queries import agency as agency_of
from bonafides.documents.code import code_of, hash_of
from bonafides.documents.content import Facts, body_of, check_texts, cited_text, given_of, words_of
from bonafides.documents.lists import entries_of
from bonafides.documents.models import Document
from bonafides.documents.named import name_of
from bonafides.documents.numbering import next_number
from bonafides.documents.periods import computed
from bonafides.entities.models import Entity
from bonafides.packs.document_form import DocumentForm
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.records.texts import check_text

SALT_BYTES = 32


def issue(
    acting: Acting,
    pack: Pack,
    version: PackVersion,
    form: str,
    *,
    entity: Entity,
    context: Mapping[str, Any],
    number: str | None = None,
    on: date | None = None,
) -> Document:
    """The document, issued by the agency that acts. Raises ActRefusedError: the form, or what the form needs, is not there.

    `context` is what the case gives, all of it: the form takes what it declares.
      fields    name → value               the fields of the case
      on, until step → day, clock → day    when a step was taken, the last day of a clock
      facts     name → value               public facts of the record that the case is about
      findings  [{title, text, evidence}]  lists    name → entries (packs.document_form.LISTS)
      case      the number of the case
    """
    today = on or timezone.localdate()
    of = _form(pack, form, today)
    agency = agency_of(acting.pack, acting.agency)
    given = given_of(of, context)
    lists = {one: entries_of(one, pack, entity, context, today) for one in _lists(of)}
    check_texts(form, given, lists)
    if number is None and of.series is not None:
        number = next_number(agency.pk, of.series, today)
    check_text(number or "", f"document {form}: its number")
    case = context.get("case")
    itself = {
        "agency": pack.agencies[acting.agency].title, "business": name_of(entity, today) or entity.code,
        "code": entity.code, "number": number or "—", "issued_on": today, "case": case if case is not None else "—",
    }  # fmt: skip
    dates = computed(pack, of, given, today)
    content = _content(
        pack, of, Facts(pack.info.languages, itself, given, dates, lists), acting, version, entity, number
    )
    salt = secrets.token_bytes(SALT_BYTES)
    content_hash = hash_of(content, salt)
    leaf = acting.leaf({"document": content_hash.hex(), "form": form, "pack": pack.name, "agency": acting.agency})
    return acting.write(
        Document, code=code_of(content_hash), salt=salt, form=form, number=number or "", agency=agency, entity=entity,
        version=version, case=case, issued_on=today, languages=list(pack.info.languages), content=content,
        replaces=_replaced(of, entity, case), leaf=leaf.pk,
    )  # fmt: skip


def _form(pack: Pack, name: str, day: date) -> DocumentForm:
    found = pack.documents.get(name)
    if found is None or not found.in_force.covers(day):
        known = ", ".join(one for one, form in pack.documents.items() if form.in_force.covers(day)) or "none"
        raise ActRefusedError(
            f"expected a form of pack {pack.name} in force on {day} ({known}), came `{name}`; add documents/{name}.yaml, "
            "nothing was changed"
        )
    return found


def _lists(form: DocumentForm) -> list[str]:
    return list(dict.fromkeys(block.each for block in form.body if block.each is not None))


def _content(
    pack: Pack,
    form: DocumentForm,
    facts: Facts,
    acting: Acting,
    version: PackVersion,
    entity: Entity,
    number: str | None,
) -> dict[str, Any]:
    """The whole document as exact JSON: what the code commits to."""
    languages = pack.info.languages
    return {
        "form": form.form, "title": dict(form.title), "pack": pack.name, "pack_digest": version.digest,
        "agency": {"id": acting.agency, "title": dict(pack.agencies[acting.agency].title)}, "officer": acting.officer,
        "number": number or "", "issued_on": facts.itself["issued_on"].isoformat(), "languages": list(languages),
        "to": {"name": facts.itself["business"], "scheme": entity.scheme, "code": entity.code},
        "body": body_of(form, facts),
        "ends": words_of(form, form.ends, facts) if form.ends else None,
        "remedies": [
            {"text": words_of(form, one.text, facts), "until": facts.dates[one.date].day.isoformat()} for one in form.remedies
        ],
        "basis": {
            language: [cited_text(pack.instruments[one.instrument].title[language], one, language) for one in form.basis]
            for language in languages
        },
        "together_with": [dict(pack.documents[one].title) for one in form.together_with],
        "receipt": form.receipt, "adverse": form.adverse,
    }  # fmt: skip


def _replaced(form: DocumentForm, entity: Entity, case: int | None) -> Document | None:
    """The last document of the same case, of a form that this one replaces, that nothing has replaced yet."""
    if not form.replaces or case is None:
        return None
    standing = Document.objects.filter(entity=entity, case=case, form__in=form.replaces, replaced_by=None)
    return standing.order_by("-id").first()
