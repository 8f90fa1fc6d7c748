"""Issue a document within the running act: made from the pack's form, kept as content, entered in the ledger by its hash."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.authority import BUSINESS, OPERATOR
from bonafides.agencies.queries import agency as agency_of
from bonafides.documents.content import Facts, basis_of, body_of, check_texts, cited_text, given_of, words_of
from bonafides.documents.lists import entries_of
from bonafides.documents.models import Document
from bonafides.documents.named import name_of
from bonafides.documents.numbering import next_number
from bonafides.documents.periods import computed
from bonafides.entities.models import Entity
from bonafides.kernel.documents.code import code_of, hash_of
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.packs.check_documents import labels_of
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
    agency: str | None = None,
) -> Document:
    """The document, issued on a day (default today) by an agency (default: the one that acts; the machine must name one).

    Raises ActRefusedError: there is no such form, or something that it needs is missing. `context` is what the case gives, all
    of it: the form takes what it declares.

      fields    name → value               the fields of the case
      on, until step → day, clock → day    when a step was taken, the last day of a clock
      facts     name → value               facts of the record that the case is about
      findings  [{title, text, evidence}]  lists    name → entries (packs.document_form.LISTS)
      case      the number of the case
    """
    served = on or timezone.localdate()
    of = _form(pack, form, served)
    issuer = agency_of(pack.name, agency or acting.agency)
    given = given_of(pack, of, context)
    lists = {
        name: entries_of(name, pack, entity, {**context, "agency": issuer.name, "of": list_of}, served)
        for name, list_of in _lists(of).items()
    }
    check_texts(form, given, lists)
    if number is None:
        number = _number(of, issuer.pk, given, served)
    check_text(number, f"document {form}: its number")
    if number and Document.objects.filter(agency=issuer, number=number).exists():
        raise ActRefusedError(
            "document %(form)s: expected a number of its own, came `%(number)s`, which %(issuer)s gave already; "
            "nothing was changed",
            form=form,
            number=number,
            issuer=issuer.name,
        )
    case = context.get("case")
    itself = {
        "agency": pack.agencies[issuer.name].title, "business": name_of(entity, served) or entity.code, "code": entity.code,
        "number": number, "scheme": entity.scheme, "issued_on": given[of.dated] if of.dated else served, "served_on": served,
        "case": case if case is not None else "—",
    }  # fmt: skip
    labels = {name: labels_of(pack, one) for name, one in of.given.items()}
    facts = Facts(pack.info.languages, itself, given, computed(pack, of, given, served), lists, labels)
    officer = "" if acting.agency in (OPERATOR, BUSINESS) else acting.officer
    content = _content(pack, of, facts, version, issuer.name, officer, acting.basis)
    salt = secrets.token_bytes(SALT_BYTES)
    content_hash = hash_of(content, salt)
    leaf = acting.leaf({"document": content_hash.hex(), "form": form, "pack": pack.name, "agency": issuer.name})
    return acting.write(
        Document, code=code_of(content_hash), salt=salt, form=form, number=number, agency=issuer, entity=entity,
        version=version, case=case, issued_on=itself["issued_on"], languages=list(pack.info.languages), content=content,
        replaces=_replaced(of, entity, case), leaf=leaf.pk,
    )  # fmt: skip


def _number(form: DocumentForm, agency: int, given: Mapping[str, Any], day: date) -> str:
    """What the case gives as its number, else the next of its series, else none."""
    if form.number is not None and form.number in given:
        return str(given[form.number])
    return "" if form.series is None else next_number(agency, form.series, day)


def _form(pack: Pack, name: str, day: date) -> DocumentForm:
    found = pack.documents.get(name)
    if found is None or not found.in_force.covers(day):
        known = Joined(one for one, form in pack.documents.items() if form.in_force.covers(day)) or Sentence("none")
        raise ActRefusedError(
            "expected a form of pack %(pack)s in force on %(day)s (%(known)s), came `%(name)s`; add "
            "documents/%(name)s.yaml, nothing was changed",
            pack=pack.name,
            day=day,
            known=known,
            name=name,
        )
    return found


def _lists(form: DocumentForm) -> dict[str, str | None]:
    """The lists that a form tells, and for measures the list that would bring them."""
    return {block.each: block.of for block in form.body if block.each is not None}


def _content(
    pack: Pack, form: DocumentForm, facts: Facts, version: PackVersion, issuer: str, officer: str, ground: str
) -> dict[str, Any]:
    """The whole document as exact JSON: what the code commits to."""
    languages, day = pack.info.languages, facts.itself["served_on"]
    basis = basis_of(pack, form, ground, day)
    return {
        "form": form.form, "title": dict(form.title), "pack": pack.name, "pack_digest": version.digest,
        "agency": {"id": issuer, "title": dict(pack.agencies[issuer].title)}, "officer": officer,
        "number": facts.itself["number"], "languages": list(languages),
        "issued_on": facts.itself["issued_on"].isoformat(), "served_on": facts.itself["served_on"].isoformat(),
        "to": {"name": facts.itself["business"], "scheme": facts.itself["scheme"], "code": facts.itself["code"]},
        "body": body_of(form, facts),
        "ends": words_of(form, form.ends, facts) if form.ends else None,
        "remedies": [
            {"text": words_of(form, one.text, facts), "until": facts.dates[one.date].day.isoformat()} for one in form.remedies
        ],
        "basis": {
            language: [cited_text(pack.instruments[name].title[language], articles, language) for name, articles in basis]
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
