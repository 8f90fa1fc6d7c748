"""Values, figures and rules as a reader is told them, in the language that is active. Words only, no layout."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bonafides.kernel.dmn.model import InputClause
from bonafides.kernel.feel import ast
from bonafides.kernel.feel.functions.strings import to_string
from bonafides.kernel.feel.values import Value
from bonafides.packs.indicator import OF_A_FACT, Indicator
from bonafides.packs.labels import cited, language, say, value_text
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import Parameter, exact
from bonafides.packs.vocabulary import Citation
from bonafides.packs.words import subject_title
from bonafides.standards.case.decide import CaseDecided
from bonafides.standards.compile.windows import NoValueError, first_day, length_of
from bonafides.standards.explain.candidates import ANOTHER

FIVE_DIGITS = 10_000
LABEL_LANGUAGES = ("en", "zh")
"""A label of DMN is one text: in which order ours hold two languages."""


def plain_words(value: Value) -> str:
    """A value of which nothing is known but itself."""
    match value:
        case None:
            return _("none")
        case bool():
            return _("yes") if value else _("no")
        case Decimal():
            return number_words(value)
        case str():
            return value
        case tuple():
            return either([plain_words(one) for one in value]) if value else _("none")
        case _:
            return to_string(value) or _("none")


def amount_words(value: Value, unit: str | None) -> str:
    """A number in its unit; other values as they are."""
    if not isinstance(value, Decimal) or unit is None:
        return plain_words(value)
    number = number_words(value)
    count = int(value) if value == value.to_integral_value() else 2
    match unit:
        case "fen":
            return f"{'-' if value < 0 else ''}¥{abs(value) / 100:,.2f}"
        case "day" | "days":
            return ngettext("%(number)s day", "%(number)s days", count) % {"number": number}
        case "month" | "months":
            return ngettext("%(number)s month", "%(number)s months", count) % {"number": number}
        case "year" | "years":
            return ngettext("%(number)s year", "%(number)s years", count) % {"number": number}
        case "working days":
            return ngettext("%(number)s working day", "%(number)s working days", count) % {"number": number}
        case "%" | "percent":
            return f"{number}%"
        case "hundredths of a per cent":
            return f"{value / 100:f}%"
        case "month of the year":
            return _("month %(number)s of the year") % {"number": number}
    return _("%(text)s (%(note)s)") % {"text": number, "note": unit}


def number_words(value: Decimal) -> str:
    """A number; its thousands are set apart where there are more than nine of them, so that a year stays a year."""
    return f"{value:,f}" if abs(value) >= FIVE_DIGITS else f"{value:f}"


def indicator_words(pack: Pack, one: Indicator, value: Value) -> str:
    """A value of an indicator: in its unit, with the labels of its fact."""
    if value is None:
        return _("none on record")
    if value == ANOTHER:
        return _("another value")
    if one.measure == "days_since":
        return amount_words(value, "days")
    if one.measure in OF_A_FACT and one.unit is None and one.of is not None:
        fact = pack.catalogue[one.kinds[0]].facts.properties[one.of]
        if str(value) in fact.labels:
            return say(fact.labels[str(value)])
        return amount_words(value, fact.unit)
    return amount_words(value, one.unit)


def parameter_words(one: Parameter, value: Value) -> str:
    """A value of a parameter, in its unit."""
    return amount_words(value, one.unit)


def fact_words(pack: Pack, kind: str, name: str, value: Value) -> tuple[str, str]:
    """The title and the value of a fact of a record."""
    fact = pack.catalogue[kind].facts.properties[name]
    if isinstance(value, Decimal):
        return say(fact.title), amount_words(value, fact.unit)
    plain = list(value) if isinstance(value, tuple) else value.isoformat() if isinstance(value, date) else value
    return say(fact.title), value_text(fact, plain)


def window_words(pack: Pack, one: Indicator, as_of: date) -> str:
    """Which records count, by their days."""
    if one.window is not None:
        try:
            since = first_day(one.window, length_of(one.window, pack, as_of), as_of)
        except NoValueError:
            return ""
        return _("Counted: from %(first)s to %(last)s") % {"first": since, "last": as_of}
    if one.holding:
        return _("Counted: what holds on %(day)s") % {"day": as_of}
    return _("Counted: everything up to %(day)s") % {"day": as_of}


def name_title(pack: Pack, decided: CaseDecided, name: str) -> str:
    """What a person calls an input of a model, or a decision that it requires."""
    if name in pack.indicators:
        return say(pack.indicators[name].title)
    if name in pack.parameters:
        return say(pack.parameters[name].title)
    if name in decided.outcomes:
        return decision_title(decided, name)
    own = {"subject_kind": _("Kind of business"), "as_of": _("Day"), "code": _("Code"), "scheme": _("Kind of code")}
    return own.get(name, name)


def decision_title(decided: CaseDecided, name: str) -> str:
    """What a model calls a decision, in the active language."""
    return label_words(decided.model.decision(name).label or name)


def label_words(label: str) -> str:
    """The side of a label in the active language, where it has both: `Basic attributes · 基本属性`."""
    sides = label.split(" · ")
    if len(sides) != len(LABEL_LANGUAGES) or language() not in LABEL_LANGUAGES:
        return label
    return sides[LABEL_LANGUAGES.index(language())]


def name_words(pack: Pack, name: str, value: Value) -> str:
    """A value of an input of a model, or of a decision."""
    if name in pack.indicators:
        return indicator_words(pack, pack.indicators[name], value)
    if name in pack.parameters:
        return parameter_words(pack.parameters[name], value)
    if name == "subject_kind" and isinstance(value, str):
        return subject_title(value)
    return plain_words(value)


def column_name(column: InputClause) -> str:
    """The input or decision that a column tests as it is; empty where it tests what it makes of some."""
    return column.expression.name if isinstance(column.expression, ast.Name) else ""


def parameter_value(one: Parameter, day: date) -> Value:
    """The value of a parameter in force on a day."""
    given = one.on(day)
    return None if given is None else exact(one.type, given.value)


def either(parts: Iterable[str]) -> str:
    """One of several: `A`, `A or B`, `A, B or C`."""
    *first, last = parts
    if not first:
        return last
    return _("%(first)s or %(last)s") % {"first": _(", ").join(first), "last": last}


def basis_words(pack: Pack, basis: Citation | tuple[Citation, ...]) -> list[str]:
    """Citations, each with its mark where it was not verified."""
    return [cited(pack, one) for one in ((basis,) if isinstance(basis, Citation) else basis)]
