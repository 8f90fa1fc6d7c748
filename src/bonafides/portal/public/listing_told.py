"""One business on a list, as anybody may read it: by its code, with what was decided, by whom, on which law, and until when."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from bonafides.packs.kind import Kind
from bonafides.packs.labels import cited, say, value_text
from bonafides.packs.pack import Pack
from bonafides.portal.days import day_text, last_day
from bonafides.sharing.listed import Listed


@dataclass(frozen=True)
class Told:
    """For the page."""

    code: str
    href: str
    title: str
    facts: list[tuple[str, str]]
    basis: list[str]


def told(pack: Pack, kind: Kind, one: Listed) -> Told:
    """A record of a list in words; withheld facts are not in it."""
    agency, known = pack.agencies.get(one.agency), kind.facts.properties
    until = day_text(last_day(one.until)) if one.until else _("until it is ended")
    facts = [
        (_("On the list since"), day_text(one.since)), (_("Published until"), until),
        (_("Agency"), say(agency.title) if agency else one.agency), (_("Decision"), one.document_no or "—"),
        *((say(known[name].title), value_text(known[name], value)) for name, value in one.facts.items() if name in known),
    ]  # fmt: skip
    basis = [cited(pack, each) for each in kind.basis]
    return Told(one.code, reverse("entity", args=[one.scheme, one.code]), say(kind.title), facts, basis)
