"""The licences of a business at a glance: number, what for, from when to when, and whether they hold on the day asked about.

A licence is a record of a kind of which one number may be valid only once on a day (`exclusive` in the pack).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bonafides.packs.kind import Kind
from bonafides.packs.labels import say, value_text
from bonafides.packs.pack import Pack
from bonafides.packs.queries import UnknownPackError, installed_pack
from bonafides.portal.days import day_text, last_day
from bonafides.portal.design.rows import Cell, Table, Tag

SOON = timedelta(days=60)
"""A licence that ends within so many days says so."""


def licences(record: dict[str, Any], day: date) -> list[Table]:
    """A table for each kind of licence of a unified record; those that hold come first, then what ended last."""
    found = []
    for key, kind in _kinds(record):
        rows = sorted(enumerate(record["records"][key], 1), key=lambda one: _order(one[1], day))
        heads = (*(say(kind.facts.properties[name].title) for name in _named(kind)), _("State"), _("Valid"))
        anchor = key.replace("/", "-")
        found.append(Table(say(kind.title), heads, tuple(_row(kind, anchor, at, one, day) for at, one in rows)))
    return found


def state(valid_from: date, valid_to: date | None, day: date) -> Tag:
    """Whether a licence holds on a day."""
    if day < valid_from:
        return Tag(_("not yet valid"), "quiet")
    if valid_to is None:
        return Tag(_("valid"), "good")
    if day >= valid_to:
        return Tag(_("ended"), "bad")
    left = (last_day(valid_to) - day).days
    if valid_to - day > SOON:
        return Tag(_("valid"), "good")
    if not left:
        return Tag(_("valid, today is its last day"), "warn")
    return Tag(ngettext("valid, %(days)s day left", "valid, %(days)s days left", left) % {"days": left}, "warn")


def _kinds(record: dict[str, Any]) -> Iterator[tuple[str, Kind]]:
    pack = cache(_pack)
    for key in record["records"]:
        name, _slash, kind = key.partition("/")
        own = pack(name)
        known = own.catalogue.get(kind) if own else None
        if known is not None and known.exclusive:
            yield key, known


def _pack(name: str) -> Pack | None:
    try:
        return installed_pack(name)[0]
    except UnknownPackError:
        return None


def _named(kind: Kind) -> list[str]:
    """The facts by which people tell one from another: the number, and what it is for."""
    facts = kind.facts.properties
    worded = [name for name, one in facts.items() if one.labels and one.disclosure == "public"]
    return [*(name for name in kind.exclusive if facts[name].disclosure == "public"), *worded[:1]]


def _row(kind: Kind, anchor: str, at: int, one: dict[str, Any], day: date) -> tuple[Cell | str, ...]:
    since, until = (
        date.fromisoformat(one["valid_from"]),
        date.fromisoformat(one["valid_to"]) if one["valid_to"] else None,
    )
    told = [
        value_text(kind.facts.properties[name], one["facts"][name]) if name in one["facts"] else "—"
        for name in _named(kind)
    ]
    days = {"first": day_text(since), "last": day_text(last_day(until)) if until else ""}
    tag = state(since, until, day)
    return (
        Cell(told[0] if told else "—", href=f"#{anchor}-{at}", code=True), *told[1:], Cell(tag.text, tag=tag.kind),
        _("%(first)s to %(last)s") % days if until else _("from %(day)s") % {"day": days["first"]},
    )  # fmt: skip


def _order(one: dict[str, Any], day: date) -> tuple[bool, int]:
    until = one["valid_to"]
    ended = bool(until) and date.fromisoformat(until) <= day
    return ended, -date.fromisoformat(until).toordinal() if until else -date.max.toordinal()
