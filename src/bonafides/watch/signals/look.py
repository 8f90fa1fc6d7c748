"""A look by all cards at a snapshot: for whom each is true, and of those that are asked for, what it rests on, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pyarrow as pa
from django.utils import translation

from bonafides.kernel.feel.functions.strings import to_string
from bonafides.kernel.feel.values import Value
from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.expressions import name
from bonafides.kernel.relational.sql import sql_text
from bonafides.packs.pack import Pack
from bonafides.packs.signal import CROWD, FIGURE, GROUP_SIZE, HIGH, LOW, Signal
from bonafides.standards.engines.duckdb import DuckDb, bind, tables_of
from bonafides.standards.explain.words import amount_words, indicator_words
from bonafides.standards.snapshot.layout import Snapshot
from bonafides.watch.signals.compiled import Compiled, figures_of
from bonafides.watch.signals.groups import KEY, Limits, limits_of, number
from bonafides.watch.signals.rests import figures_of as figures_from
from bonafides.watch.signals.rests import records_of

Progress = Callable[[str, int, int], None]
LANGUAGES = {"zh": "zh-hans", "en": "en"}
"""Of a pack, as Django names them."""


@dataclass(frozen=True)
class Lead:
    """A business for whom a card is true: the records, the newest first, the figures, and the reason in each language."""

    card: str
    entity: int
    records: tuple[int, ...]
    figures: dict[str, str | None]
    reason: dict[str, str]

    @property
    def newest(self) -> int:
        return self.records[0] if self.records else 0


@dataclass
class Learned:
    """What cards that hold businesses against each other go by in this look."""

    limits: dict[str, Limits] = field(default_factory=dict)
    """Outlier → the limits of each group."""
    crowds: dict[str, dict[int, int]] = field(default_factory=dict)
    """Crowd → business → how many are in its group, of those groups that are large enough."""


class Look:
    """One snapshot, some cards."""

    def __init__(self, pack: Pack, as_of: date, cards: Sequence[Compiled], snapshot: Snapshot) -> None:
        self.pack, self.as_of, self.cards, self.snapshot = pack, as_of, cards, snapshot
        self.connection = DuckDb().open(snapshot.folder)
        self.tables = list(dict.fromkeys(one for card in cards for one in tables_of(card.program)))

    def __enter__(self) -> Look:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def buckets(self, tables: Iterable[str], progress: Progress | None, what: str) -> Iterator[int]:
        """Each bucket in turn, with the names of its tables bound."""
        for bucket in range(self.snapshot.buckets):
            if progress is not None:
                progress(what, bucket, self.snapshot.buckets)
            bind(self.connection, self.snapshot, bucket, list(tables))
            yield bucket

    def gather(self, progress: Progress | None = None) -> None:
        """Fill the table of each card that compares: (entity_id, key) of a crowd, (entity_id, of_group, figure) of an outlier."""
        comparing = [one for one in self.cards if one.card.crowd or one.card.outlier]
        rows: dict[str, list[pa.Table]] = {one.card.signal: [] for one in comparing}
        tables = dict.fromkeys(table for one in comparing for table in tables_of(one.program))
        for _ in self.buckets(tables, progress, "compare") if comparing else ():
            for one in comparing:
                rows[one.card.signal].append(self.connection.sql(self._compared(one)).to_arrow_table())
        for one in comparing:
            self.connection.register(table_of(one.card), pa.concat_tables(rows[one.card.signal]))

    def _compared(self, one: Compiled) -> str:
        text = sql_text(one.program, Engine.DUCKDB)
        if one.card.crowd is not None:
            return f"SELECT entity_id, {KEY.format(text=_quoted(one.card.crowd.by))} AS key FROM ({text})"
        assert one.card.outlier is not None  # noqa: S101 - the two that compare
        value, per, by = (_quoted(word) for word in (one.card.outlier.value, one.card.outlier.per, one.card.outlier.by))
        return (
            f"SELECT entity_id, {by} AS of_group, {value} // {per} AS figure FROM ({text}) "
            f"WHERE {per} > 0 AND {value} >= {per} AND {by} IS NOT NULL"
        )

    def learn(self) -> Learned:
        """What this snapshot of everyone says of the groups, once they are gathered."""
        learned = Learned()
        for one in self.cards:
            if one.card.outlier is not None:
                fences, least = (
                    number(self.pack, word, self.as_of) for word in (one.card.outlier.fences, one.card.outlier.least)
                )
                learned.limits[one.card.signal] = limits_of(self.connection, gathered(one.card), fences, least)
            elif one.card.crowd is not None:
                least = number(self.pack, one.card.crowd.at_least, self.as_of)
                rows = self.connection.execute(
                    f"SELECT entity_id, many FROM (SELECT entity_id, count(*) OVER (PARTITION BY key) AS many "
                    f"FROM {gathered(one.card)} WHERE key IS NOT NULL) WHERE many >= {least}"
                ).fetchall()
                learned.crowds[one.card.signal] = dict(rows)
        return learned

    def true_of(self, one: Compiled, learned: Learned, bucket: int) -> set[int]:
        """The businesses of the bucket that is bound for whom a card is true."""
        card = one.card
        if card.crowd is not None:
            return {each for each in learned.crowds[card.signal] if each % self.snapshot.buckets == bucket}
        if card.outlier is not None:
            low = "false" if card.outlier.side == "high" else "g.figure < l.low"
            high = "false" if card.outlier.side == "low" else "g.figure > l.high"
            limits = [(group, *rest) for group, rest in learned.limits[card.signal].items()]
            if not limits:
                return set()
            values = ", ".join("(?, ?, ?, ?)" for _ in limits)
            text = (
                f"SELECT g.entity_id FROM ({self._compared(one)}) g JOIN (VALUES {values}) l(of_group, many, low, high) "
                f"ON l.of_group = g.of_group WHERE {low} OR {high}"
            )
            return {
                row[0] for row in self.connection.execute(text, [cell for row in limits for cell in row]).fetchall()
            }
        text = f"SELECT entity_id FROM ({sql_text(one.program, Engine.DUCKDB)}) WHERE {_quoted(one.outcome.name)}"
        return {row[0] for row in self.connection.execute(text).fetchall()}

    def leads(self, one: Compiled, chosen: set[int], learned: Learned) -> list[Lead]:
        """Of businesses in the bucket that is bound: what it rests on."""
        if not chosen:
            return []
        card = one.card
        names = [each for each in (*card.figures(), *one.looks_at) if each in self.pack.indicators]
        told = figures_of(self.pack, self.as_of, names)
        bind(self.connection, self.snapshot, self._bucket_of(chosen), tables_of(told))
        records = records_of(self.connection, figures_of(self.pack, self.as_of, one.looks_at), chosen)
        figures = figures_from(self.connection, told, chosen)
        found = []
        for entity in sorted(chosen & figures.keys()):
            own = figures[entity] | self._own(card, figures[entity], entity, learned)
            found.append(
                Lead(card.signal, entity, tuple(records[entity]), {key: to_string(value) for key, value in own.items()},
                     reason_of(self.pack, card, own))
            )  # fmt: skip
        return found

    def _bucket_of(self, chosen: set[int]) -> int:
        return next(iter(chosen)) % self.snapshot.buckets

    def _own(self, card: Signal, figures: Mapping[str, Value], entity: int, learned: Learned) -> dict[str, Value]:
        """What a comparison adds to the figures of a business."""
        if card.crowd is not None:
            return {CROWD: Decimal(learned.crowds[card.signal][entity])}
        if card.outlier is None:
            return {}
        value, per, group = (figures[word] for word in (card.outlier.value, card.outlier.per, card.outlier.by))
        many, low, high = learned.limits[card.signal][str(group)]
        figure = int(str(value)) // int(str(per))
        return {FIGURE: Decimal(figure), LOW: Decimal(low), HIGH: Decimal(high), GROUP_SIZE: Decimal(many)}


def table_of(card: Signal) -> str:
    """The name of the table that `gather` makes for a card."""
    return f"gathered {card.signal}"


def gathered(card: Signal) -> str:
    """The same, as SQL says it."""
    return _quoted(table_of(card))


def reason_of(pack: Pack, card: Signal, figures: Mapping[str, Value]) -> dict[str, str]:
    """The reason in each language of the pack."""
    found = {}
    for language in pack.info.languages:
        with translation.override(LANGUAGES.get(language, language)):
            found[language] = card.told(
                language, {word: _words(pack, card, word, figures[word]) for word in card.figures()}
            )
    return found


def _words(pack: Pack, card: Signal, word: str, value: Value) -> str:
    if word in pack.indicators:
        return indicator_words(pack, pack.indicators[word], value)
    money = card.outlier is not None and word in (FIGURE, LOW, HIGH)
    return amount_words(value, _unit(pack, card.outlier.value) if money and card.outlier else None)


def _unit(pack: Pack, indicator: str) -> str | None:
    one = pack.indicators[indicator]
    return one.unit or (pack.catalogue[one.kinds[0]].facts.properties[one.of].unit if one.of else None)


def _quoted(word: str) -> str:
    return str(name(word).sql(dialect="duckdb", identify=True))
