"""The content of a document: its form with every gap filled, in each language of the pack. Everything else is made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bonafides.acts.act import ActRefusedError
from bonafides.documents.lists import Entries
from bonafides.documents.periods import Computed
from bonafides.documents.values import check_given, chinese_number, day_text, given_text, length_text, spoken
from bonafides.kernel.sentence import Joined
from bonafides.packs.check_documents import labels_of
from bonafides.packs.decisions import cited
from bonafides.packs.document_form import LISTS, Block, DocumentForm, filled
from bonafides.packs.pack import Pack
from bonafides.packs.vocabulary import Text
from bonafides.records.texts import check_text

Values = dict[str, dict[str, str]]
"""Language → gap → what stands in it."""


_OR_NEXT = (" (or, if that is a day off, the next working day)", "（该日为节假日的，顺延至其后的第一个工作日）")


@dataclass(frozen=True)
class Facts:
    """What a document is made of, beside its form."""

    languages: tuple[str, ...]
    itself: Mapping[str, Any]
    given: Mapping[str, Any]
    dates: Mapping[str, Computed]
    lists: Mapping[str, Entries]
    labels: Mapping[str, Mapping[str, Text]]


def given_of(pack: Pack, form: DocumentForm, context: Mapping[str, Any]) -> dict[str, Any]:
    """What the case gives of what the form declares. Raises ActRefusedError where something is missing or of another kind."""
    found: dict[str, Any] = {}
    for name, one in form.given.items():
        source, word = next(
            ((source, word) for source, word in
             (("fields", one.field), ("on", one.on), ("until", one.until), ("facts", one.fact)) if word is not None),
            ("fields", name),
        )  # fmt: skip
        value = context.get(source, {}).get(word)
        if isinstance(value, str) and one.type == "date":
            value = _day(form.form, name, value)
        if value is None or value == "":
            if not one.optional:
                raise ActRefusedError(
                    "document %(form)s needs `%(name)s` (%(title)s), which the case does not give (`%(word)s` of its "
                    "%(source)s); nothing was changed",
                    form=form.form,
                    name=name,
                    title=spoken(one.title, "en"),
                    word=word,
                    source=source,
                )
            continue
        check_given(form.form, name, one, labels_of(pack, one), value)
        found[name] = value
    return found


def _day(form: str, name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ActRefusedError(
            "document %(form)s: expected a day as `%(name)s`, came %(text)r; nothing was changed",
            form=form,
            name=name,
            text=text,
        ) from None


def body_of(form: DocumentForm, facts: Facts) -> dict[str, list[dict[str, Any]]]:
    """The blocks of the body, language by language: `heading`, `text`, `rows` or `list`."""
    values = {language: _values(form, facts, language) for language in facts.languages}
    return {language: list(_blocks(form, facts, values[language], language)) for language in facts.languages}


def words_of(form: DocumentForm, text: Text, facts: Facts) -> dict[str, str]:
    """One text with its gaps filled, in each language."""
    return {language: filled(text[language], _values(form, facts, language)) for language in facts.languages}


def _values(form: DocumentForm, facts: Facts, language: str) -> dict[str, str]:
    values = {name: spoken(value, language) for name, value in facts.itself.items()}
    values |= {
        name: given_text(form.given[name], facts.labels[name], value, language) for name, value in facts.given.items()
    }
    for name, one in facts.dates.items():
        values[name] = day_text(one.day, language) + (_OR_NEXT[language == "zh"] if one.or_next else "")
        values[f"{name}.length"] = length_text(*one.length, language) if one.length else values[name]
    return values


def _blocks(form: DocumentForm, facts: Facts, values: dict[str, str], language: str) -> Iterator[dict[str, Any]]:
    for block in form.body:
        if not _holds(block.when, facts) or (block.unless is not None and _holds(block.unless, facts)):
            continue
        if block.heading is not None:
            yield {"heading": filled(block.heading[language], values)}
        elif block.text is not None:
            yield {"text": filled(block.text[language], values)}
        elif block.rows is not None:
            rows = [row for row in block.rows if _holds(row.when, facts)]
            yield {"rows": [[filled(row.title[language], values), filled(row.text[language], values)] for row in rows]}
        else:
            yield from _each(block, facts, values, language)


def _each(block: Block, facts: Facts, values: dict[str, str], language: str) -> Iterator[dict[str, Any]]:
    assert block.each is not None  # noqa: S101  # one of four kinds
    assert block.item is not None  # noqa: S101  # together with `each`
    entries = facts.lists.get(block.each, ())
    told = []
    for entry in entries:
        words = {f"item.{word}": spoken(entry.get(word), language) for word in LISTS[block.each]}
        told.append(filled(block.item[language], values | words))
    if told:
        yield {"list": told}
    elif block.none is not None:
        yield {"text": filled(block.none[language], values)}


def _holds(name: str | None, facts: Facts) -> bool:
    return name is None or facts.given.get(name, False) not in (False, None)


def basis_of(pack: Pack, form: DocumentForm, ground: str, day: date) -> list[tuple[str, list[str]]]:
    """The instruments in force on the day on which the document rests, each with its articles: the form's, then the act's own.

    Raises ActRefusedError where there is none: no document without a basis.
    """
    articles: dict[str, list[str]] = {}
    named = [(one.instrument, one.article or "") for one in form.basis] + cited(ground)
    for name, article in named:
        if name in pack.instruments and pack.instruments[name].in_force.covers(day):
            found = articles.setdefault(name, [])
            found += [article] if article and article not in found else []
    if not articles:
        raise ActRefusedError(
            "document %(form)s: expected a basis in force on %(day)s, came none (%(named)s); name one in the form, "
            "nothing was changed",
            form=form.form,
            day=day,
            named=Joined((name for name, _ in named)),
        )
    return list(articles.items())


def cited_text(title: str, articles: Sequence[str], language: str) -> str:
    """Articles of an instrument as an official text cites them."""
    if language != "zh":
        return f"{title}, art. {', '.join(articles)}" if articles else title
    numbered = (
        f"第{chinese_number(int(one))}条" if one.isdecimal() else f"第{one}条" if one[0].isdigit() else one
        for one in articles
    )
    return f"《{title}》{'、'.join(numbered)}"


def check_texts(form: str, given: Mapping[str, Any], lists: Mapping[str, Entries]) -> None:
    """No number of a natural person in what is told, no control characters. Raises ActRefusedError."""
    for name, value in given.items():
        _check(value, f"document {form}: `{name}`")
    for name, entries in lists.items():
        for place, entry in enumerate(entries, 1):
            for word in LISTS[name]:
                _check(entry.get(word), f"document {form}: {word} of entry {place} of `{name}`")


def _check(value: Any, what: str) -> None:
    if isinstance(value, str):
        check_text(value, what)
    elif isinstance(value, Mapping):
        for one in value.values():
            _check(one, what)
    elif isinstance(value, (list, tuple)):
        for one in value:
            _check(one, what)
