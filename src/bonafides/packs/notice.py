"""`notices/NAME.yaml`: what a business is told in so many words, with what each line rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from bonafides.packs.vocabulary import Citation, Entry, Identifier, InForce, Text
from bonafides.packs.wording import Path


class NoticeLine(Entry):
    """One thing that the business is told."""

    text: Text
    basis: Citation | tuple[Citation, ...]


class NoticeForm(Entry):
    """A notice: its title, the rights of the business, and what the officers must not do."""

    notice: Identifier
    title: Text
    in_force: InForce
    rights: Annotated[tuple[NoticeLine, ...], Field(min_length=1)]
    prohibitions: Annotated[tuple[NoticeLine, ...], Field(min_length=1)]
    note: str | Text | None = None

    def lines(self) -> Iterator[tuple[Path, NoticeLine]]:
        """Every line, with its place."""
        for name, lines in (("rights", self.rights), ("prohibitions", self.prohibitions)):
            for index, one in enumerate(lines):
                yield (name, index), one
