"""A look-up in words: titles of the pack where it has them, else its codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.packs.queries import UnknownPackError, installed_pack
from bonafides.sharing.access.queries import Seen


@dataclass(frozen=True)
class Said:
    """One look-up for reading."""

    at: str
    who: str
    purpose: str
    case: str
    how: str
    basis: str
    fields: list[str]


def said(looks: Iterable[Seen]) -> list[Said]:
    """They, in the language that is active."""
    packs = cache(_pack)
    return [_said(one, packs) for one in looks]


def _said(one: Seen, packs: Callable[[str], Pack | None]) -> Said:
    pack = packs(one.pack)
    return Said(
        at=timezone.localtime(one.at).strftime("%Y-%m-%d %H:%M"), who=_who(pack, one), purpose=_purpose(pack, one),
        case=one.case or "", how=how_text(one.how), basis=one.basis,
        fields=[_opened(packs, kind, names) for kind, names in sorted(one.fields.items())],
    )  # fmt: skip


def how_text(how: str) -> str:
    """By which door, in a word or two."""
    return {
        "page": pgettext("a way of looking", "page"), "api": pgettext("a way of looking", "programming interface"),
        "command": pgettext("a way of looking", "command"), "evidence": pgettext("a way of looking", "request for evidence"),
        "export": pgettext("a way of looking", "export"), "feed": pgettext("a way of looking", "feed"),
        "webhook": pgettext("a way of looking", "message"),
    }.get(how, how)  # fmt: skip


def rule_text(rule: str) -> str:
    """What an alert says, with gaps for the count and the threshold."""
    return {
        "without-case": _("%(count)s look-ups without a case (alert from %(threshold)s on)"),
        "volume": _("%(count)s look-ups in a day, far more than usual (alert from %(threshold)s on)"),
        "off-hours": _("%(count)s businesses looked at out of office hours (alert from %(threshold)s on)"),
        "export": _("%(count)s rows exported by the agency this month (alert from %(threshold)s on)"),
    }.get(rule, rule)


def _who(pack: Pack | None, one: Seen) -> str:
    if one.kind == "operator":
        return _("the operator of this register")
    if one.kind == "business":
        return _("who represents the business")
    agency = say(pack.agencies[one.agency].title) if pack and one.agency in pack.agencies else one.agency
    if one.officer is None:
        return agency
    return (_("%(agency)s, program %(name)s") if one.kind == "machine" else _("%(agency)s, officer %(name)s")) % {
        "agency": agency, "name": one.officer,
    }  # fmt: skip


def _purpose(pack: Pack | None, one: Seen) -> str:
    known = pack.purposes.get(one.purpose) if pack else None
    return say(known.title) if known else one.purpose


def _opened(packs: Callable[[str], Pack | None], kind: str, names: list[str]) -> str:
    """`cn/registration` and its facts by their titles; `*` for all."""
    name, _slash, own = kind.partition("/")
    pack = packs(name)
    found = pack.catalogue.get(own) if pack else None
    title = say(found.title) if found else _("whatever is held") if kind == "*" else kind
    facts = found.facts.properties if found else {}
    shown = [say(facts[one].title) if one in facts else _("all") if one == "*" else one for one in names]
    return _("%(what)s: %(values)s") % {"what": title, "values": _(", ").join(shown)}


def _pack(name: str) -> Pack | None:
    try:
        return installed_pack(name)[0] if name else None
    except UnknownPackError:
        return None
