"""`names.yaml`: what names of businesses are made of here. It orders what a search finds; nothing is decided by it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bonafides.packs.vocabulary import Entry, FactName, Identifier, Words


class LegalForm(Entry):
    """A legal form, and all the ways in which names write it. Written differently, it is the same form."""

    form: Identifier
    written: Annotated[tuple[Words, ...], Field(min_length=1)]


class Divisions(Entry):
    """The places in names. `stdnum`: a list of python-stdnum; `also`: beside it; `no_division`: ends like one and is none."""

    stdnum: str | None = None
    also: tuple[Words, ...] = ()
    suffixes: tuple[Words, ...] = ()
    no_division: tuple[Words, ...] = ()


class Ended(Entry):
    """What tells that a business has ended: the last record of a kind has one of these values."""

    kind: Identifier
    fact: FactName
    values: Annotated[tuple[Words, ...], Field(min_length=1)]


class NameWords(Entry):
    """`names.yaml`. `same`: words that mean one thing, the first of each stands for all; `unsaid`: words that may be missing."""

    legal_forms: tuple[LegalForm, ...] = ()
    divisions: Divisions = Divisions()
    industries: tuple[Words, ...] = ()
    same: tuple[tuple[Words, ...], ...] = ()
    unsaid: tuple[Words, ...] = ()
    ended: Ended | None = None
