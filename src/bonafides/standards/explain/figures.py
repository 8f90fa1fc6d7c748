"""The figures on which a result rests, and the records behind each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from bonafides.packs.indicator import OF_A_FACT, Indicator
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.standards.case.indicators import Measured
from bonafides.standards.case.records import CaseRecord
from bonafides.standards.explain.days import day_measured
from bonafides.standards.explain.explain import Explanation
from bonafides.standards.explain.lines import Line
from bonafides.standards.explain.parameters import facts_and_parameters
from bonafides.standards.explain.words import basis_words, fact_words, indicator_words, window_words

SHOWN = 12
"""So many records of one figure are listed; how many more there are is said."""


def figures(one: Explanation) -> Iterator[Line]:
    """Each figure with its records; at the end those for which there is no record."""
    empty = []
    for measured in one.decided.measured.values():
        if measured.records:
            yield from _figure(one, measured)
        else:
            empty.append(measured)
    if empty:
        yield Line(_("Looked for, with no record that counts:"), 0, "strong")
    for measured in empty:
        when = window_words(one.pack, one.pack.indicators[measured.indicator], one.as_of)
        yield Line(
            _("%(text)s (%(note)s)") % {"text": _headed(one, measured), "note": when}
            if when
            else _headed(one, measured),
            1,
        )


def _headed(one: Explanation, measured: Measured) -> str:
    indicator = one.pack.indicators[measured.indicator]
    words = {"title": say(indicator.title), "value": indicator_words(one.pack, indicator, measured.value)}
    return _("%(title)s: %(value)s") % words


def _figure(one: Explanation, measured: Measured) -> Iterator[Line]:
    indicator = one.pack.indicators[measured.indicator]
    yield Line(_headed(one, measured), 0, "strong")
    yield Line(window_words(one.pack, indicator, one.as_of), 1, "note")
    if law := basis_words(one.pack, indicator.basis):
        yield Line(_("By: %(law)s") % {"law": _("; ").join(law)}, 1, "note")
    deciding = sorted(decisive(indicator, measured), key=lambda each: (each.event_date, each.id), reverse=True)
    for record in deciding[:SHOWN]:
        yield Line(record_words(one.pack, indicator, record), 1)
    if others := len(measured.records) - len(deciding[:SHOWN]):
        text = _("Records that were looked at and do not decide the figure: %(count)s")
        more = _("Older ones that count as well: %(count)s")
        yield Line((more if len(deciding) > SHOWN else text) % {"count": others}, 1, "note")


def decisive(indicator: Indicator, measured: Measured) -> list[CaseRecord]:
    """Of the records that count, those that make the value: the latest, the least, the greatest; no zeros of a sum."""
    records = list(measured.records)
    match indicator.measure:
        case "latest" | "days_since":
            return sorted(records, key=lambda each: (day_measured(indicator, each) or date.min, each.id))[-1:]
        case "min" | "max":
            return [each for each in records if each.facts.get(indicator.of or "") == measured.value]
        case "sum":
            return [each for each in records if each.facts.get(indicator.of or "") != 0]
    return records


def record_words(pack: Pack, indicator: Indicator, record: CaseRecord) -> str:
    """A record as the source knows it: its day, what it is, the facts that are used, who gave it under which number."""
    agency = pack.agencies.get(record.agency)
    parts = [str(record.event_date), say(pack.catalogue[record.kind].title)]
    of = [indicator.of] if indicator.of is not None and indicator.measure in OF_A_FACT else []
    for name in dict.fromkeys([*of, *facts_and_parameters(pack, indicator)]):
        if name in pack.catalogue[record.kind].facts.properties and record.facts.get(name) is not None:
            title, value = fact_words(pack, record.kind, name, record.facts[name])
            parts.append(_("%(title)s: %(value)s") % {"title": title, "value": value})
    source = {"agency": say(agency.title) if agency else record.agency, "ref": record.ref}
    return " · ".join([*parts, _("%(agency)s, no. %(ref)s") % source])
