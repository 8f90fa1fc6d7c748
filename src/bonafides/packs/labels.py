"""The words of the packs put to a unified record: what a person reads, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from django.utils.translation import get_language, gettext, pgettext

from bonafides.packs.facts import ERASED, Fact
from bonafides.packs.kind import Category, Kind
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.packs.vocabulary import Citation
from bonafides.packs.words import mark_title, scheme_title

# The order of the national basic catalogue.
_CATEGORIES = get_args(Category)


@dataclass(frozen=True)
class LabelledFact:
    """One fact for reading. `raw`: the value is as its source wrote it, in the source's language."""

    title: str
    value: str
    raw: bool
    withheld: bool


@dataclass(frozen=True)
class LabelledRecord:
    """One record for reading: its facts in the order of the catalogue; `fields` is the record as it came."""

    agency: str
    facts: list[LabelledFact]
    fields: dict[str, Any]


@dataclass(frozen=True)
class LabelledKind:
    """The records of one kind, with its title and the citations on which they are kept."""

    key: str
    title: str
    basis: list[str]
    records: list[LabelledRecord]


def labelled(record: dict[str, Any]) -> list[LabelledKind]:
    """The records of a unified record, kind by kind in the order of the catalogue.

    What the pack in force no longer knows is shown by its bare names: nothing is left out.
    """
    left = dict(record["records"])
    known = [
        _kind(pack, kind, records)
        for pack in _packs(record)
        for kind in sorted(pack.catalogue.values(), key=lambda one: (_CATEGORIES.index(one.category), one.kind))
        if (records := left.pop(f"{pack.name}/{kind.kind}", None)) is not None
    ]
    return known + [_bare_kind(key, records) for key, records in left.items()]


def scheme_label(record: dict[str, Any], scheme: str) -> str:
    """What the packs of a record, or we, call a scheme of codes."""
    uses = (use for pack in _packs(record) for use in pack.info.schemes if use.scheme == scheme and use.title)
    return next((say(use.title) for use in uses), scheme_title(scheme))


def _packs(record: dict[str, Any]) -> list[Pack]:
    return [installed_pack(name)[0] for name in dict.fromkeys(key.split("/")[0] for key in record["records"])]


def language() -> str:
    """The language that is active, as the packs name it."""
    return (get_language() or "en")[:2]


def say(text: Mapping[str, str] | str | None) -> str:
    """A text of a pack in the language that is active, or in the first it has."""
    if text is None or isinstance(text, str):
        return text or ""
    return text.get(language()) or next(iter(text.values()))


def _kind(pack: Pack, kind: Kind, records: list[dict[str, Any]]) -> LabelledKind:
    def agency(name: str) -> str:
        known = pack.agencies.get(name)
        return say(known.title) if known else name

    return LabelledKind(
        f"{pack.name}-{kind.kind}",
        say(kind.title),
        [cited(pack, one) for one in kind.basis],
        [LabelledRecord(agency(one["agency"]), list(_facts(kind, one["facts"])), one) for one in records],
    )


def _bare_kind(key: str, records: list[dict[str, Any]]) -> LabelledKind:
    bare = [LabelledRecord(one["agency"], list(_bare_facts(one["facts"])), one) for one in records]
    return LabelledKind(key.replace("/", "-"), key, [], bare)


def cited(pack: Pack, citation: Citation) -> str:
    """An article of an instrument, with its mark where it was not verified."""
    known = pack.instruments.get(citation.instrument)
    title = pgettext("legal instrument", "%(title)s") % {"title": say(known.title) if known else citation.instrument}
    if citation.article and citation.article[0].isdigit():
        title = gettext("%(title)s, art. %(article)s") % {"title": title, "article": citation.article}
    elif citation.article:
        title = f"{title}, {citation.article}"
    mark = mark_title(citation.mark)
    return gettext("%(text)s (%(note)s)") % {"text": title, "note": mark} if mark else title


def cited_words(pack: Pack, text: str) -> str:
    """A citation as a procedure names it, `SV-44 14` or `GP-49`, put into words."""
    instrument, _, article = text.partition(" ")
    return cited(pack, Citation(instrument=instrument, article=article or None, mark="verified"))


def _facts(kind: Kind, facts: dict[str, Any]) -> Iterator[LabelledFact]:
    for name, fact in kind.facts.properties.items():
        if name in facts:
            raw = fact.type in ("string", "array") and not (fact.labels or fact.format)
            text = value_text(fact, facts[name])
            yield LabelledFact(say(fact.title), text, raw, withheld=fact.disclosure != "public")
    yield from _bare_facts({name: value for name, value in facts.items() if name not in kind.facts.properties})


def _bare_facts(facts: dict[str, Any]) -> Iterator[LabelledFact]:
    for name, value in facts.items():
        if name.startswith(ERASED):
            yield _erased(name.removeprefix(ERASED), value)
            continue
        shown = "、".join(map(str, value)) if isinstance(value, list) else str(value)
        yield LabelledFact(name, shown, raw=True, withheld=False)


def _erased(of: str, how: dict[str, Any]) -> LabelledFact:
    title = gettext("Personal data") if of == "personal" else gettext("Trade secrets")
    told = gettext("erased on %(on)s by act %(act)s, on the basis of %(basis)s")
    return LabelledFact(title, told % how, raw=False, withheld=True)


def value_text(fact: Fact, value: Any) -> str:
    """A fact's value as a person reads it: labels for code lists, yuan for fen, yes and no."""
    if isinstance(value, list):
        return gettext(", ").join(value_text(fact, one) for one in value) or "—"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if fact.unit == "fen":
        return f"{'-' if value < 0 else ''}¥{abs(value) // 100:,}.{abs(value) % 100:02d}"
    if str(value) in fact.labels:
        return say(fact.labels[str(value)])
    return f"{value}{fact.unit or ''}" or "—"
