"""The words of the packs put to a unified record: what a person reads for each kind, agency, fact and value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bonafides.packs.facts import Fact
from bonafides.packs.kind import Kind
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.packs.vocabulary import Text


@dataclass(frozen=True)
class LabelledRecord:
    """One record for reading: `facts` are (title, value) in the order of the catalogue."""

    agency: str
    facts: list[tuple[str, str]]
    fields: dict[str, Any]


@dataclass(frozen=True)
class LabelledKind:
    """The records of one kind, with its title and the citations on which they are kept."""

    kind: str
    title: str
    basis: str
    records: list[LabelledRecord]


def labelled(record: dict[str, Any], language: str) -> list[LabelledKind]:
    """The records of a unified record, kind by kind in the order of the packs' catalogues."""
    names = dict.fromkeys(key.split("/")[0] for key in record["records"])
    return [
        _kind(pack, kind, record["records"][key], language)
        for pack in (installed_pack(name)[0] for name in names)
        for kind in sorted(
            pack.catalogue.values(), key=lambda one: (one.category != "registration", one.category, one.kind)
        )
        if (key := f"{pack.name}/{kind.kind}") in record["records"]
    ]


def say(text: Text | str | None, language: str) -> str:
    """A text of a pack in a language, or in the first it has."""
    if text is None or isinstance(text, str):
        return text or ""
    return text.get(language) or next(iter(text.values()))


def _kind(pack: Pack, kind: Kind, records: list[dict[str, Any]], language: str) -> LabelledKind:
    cited = (
        f"{say(pack.instruments[one.instrument].title, language)} {one.article or ''}".strip()
        + (f" ({one.mark})" if one.mark != "verified" else "")
        for one in kind.basis
    )
    return LabelledKind(
        kind.kind,
        say(kind.title, language),
        "; ".join(cited),
        [
            LabelledRecord(
                say(pack.agencies[one["agency"]].title, language),
                list(_facts(kind, one["facts"], language)),
                one,
            )
            for one in records
        ],
    )


def _facts(kind: Kind, facts: dict[str, Any], language: str) -> Iterator[tuple[str, str]]:
    for name, fact in kind.facts.properties.items():
        if name in facts:
            yield say(fact.title, language), value_text(fact, facts[name], language)


def value_text(fact: Fact, value: Any, language: str) -> str:
    """A fact's value as a person reads it: labels for code lists, yuan for fen, yes and no."""
    if isinstance(value, list):
        return (
            "、".join(value_text(fact, one, language) for one in value)
            if language == "zh"
            else ", ".join(value_text(fact, one, language) for one in value)
        )
    if isinstance(value, bool):
        return {"zh": ("否", "是"), "en": ("no", "yes")}.get(language, ("no", "yes"))[value]
    if fact.unit == "fen":
        return f"¥{value // 100:,}.{value % 100:02d}" if value >= 0 else f"-¥{-value // 100:,}.{-value % 100:02d}"
    if fact.labels and str(value) in fact.labels:
        return say(fact.labels[str(value)], language)
    return f"{value}{fact.unit or ''}"
