"""The groups of the businesses as SQL over a snapshot, and their values as a reader is told them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.form import TEXT, Column, Program
from bonafides.kernel.relational.sql import sql_text
from bonafides.packs.group import Group
from bonafides.packs.indicator import Indicator
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.packs.scope import OF_AN_ENTITY
from bonafides.packs.words import subject_title
from bonafides.standards.compile.indicators import sources
from bonafides.standards.explain.words import amount_words

UNKNOWN = ""
"""The value of a business of which the register does not know what it is grouped by."""


def groups_program(pack: Pack, as_of: date) -> Program:
    """What the groups of a pack look at, for every business."""
    wanted = {one.of for one in pack.info.groups}
    read = sources(pack, as_of, wanted)
    entity = tuple(Column(name, TEXT, nullable=False) for name in OF_AN_ENTITY)
    measured = tuple(one.result for source in read for one in source.measures)
    return Program(entity, read, (), (*entity, *measured))


def groups_text(pack: Pack, program: Program) -> str:
    """DuckDB's SQL for (entity_id, scheme, code, and a text `group_N` for each group of the pack)."""
    columns = [f"{_value(one)} AS group_{number}" for number, one in enumerate(pack.info.groups)]
    picked = ", ".join(["entity_id", "scheme", "code", *columns])
    return f"SELECT {picked} FROM ({sql_text(program, Engine.DUCKDB)})"


def _value(one: Group) -> str:
    """A band as its place from 0 on, two digits; all else as text."""
    if one.bands is not None:
        whens = " ".join(f"WHEN {one.of} < {limit} THEN '{place:02}'" for place, limit in enumerate(one.bands))
        return f"CASE WHEN {one.of} IS NULL THEN '{UNKNOWN}' {whens} ELSE '{len(one.bands):02}' END"
    text = f"CAST({one.of} AS VARCHAR)"
    if one.characters is not None:
        text = f"substring({text}, {one.characters.first}, {one.characters.last - one.characters.first + 1})"
    return f"coalesce({text}, '{UNKNOWN}')"


def group_words(pack: Pack, one: Group, value: str) -> str:
    """A value of a group for reading."""
    if value == UNKNOWN:
        return _("not known")
    if value in one.labels:
        return say(one.labels[value])
    if one.bands is not None:
        return _band(pack, one, one.bands, int(value))
    if one.of == "subject_kind":
        return subject_title(value)
    if value in ("true", "false") and one.of in pack.indicators:
        return _("yes") if value == "true" else _("no")
    labels = _labels(pack, pack.indicators.get(one.of))
    return say(labels[value]) if value in labels else value


def _band(pack: Pack, one: Group, limits: tuple[int, ...], place: int) -> str:
    unit = _unit(pack, pack.indicators.get(one.of))
    shown = [amount_words(Decimal(limit), unit).removesuffix(".00") for limit in limits]
    if place == 0:
        return _("less than %(value)s") % {"value": shown[0]}
    if place == len(limits):
        return _("at least %(value)s") % {"value": shown[-1]}
    return _("from %(low)s to below %(high)s") % {"low": shown[place - 1], "high": shown[place]}


def _unit(pack: Pack, one: Indicator | None) -> str | None:
    if one is None or one.unit is not None or one.of is None:
        return one.unit if one is not None else None
    return pack.catalogue[one.kinds[0]].facts.properties[one.of].unit


def _labels(pack: Pack, one: Indicator | None) -> dict[str, dict[str, str]]:
    if one is None or one.of is None:
        return {}
    return pack.catalogue[one.kinds[0]].facts.properties[one.of].labels
