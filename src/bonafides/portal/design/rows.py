"""What the components of the design show: small, typed, and without HTML of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["good", "warn", "bad", "info", "quiet"]
KINDS: tuple[Kind, ...] = ("good", "warn", "bad", "info", "quiet")


@dataclass(frozen=True)
class Tag:
    """A status, in words and in colour."""

    text: str
    kind: Kind = "quiet"


@dataclass(frozen=True)
class Link:
    """A place to go to; `here` where the reader is there already."""

    title: str
    href: str
    here: bool = False


@dataclass(frozen=True)
class Row:
    """One line of a summary: what it is, and its value."""

    title: str
    value: str
    note: str = ""
    code: bool = False
    href: str = ""
    lang: str = ""
    tag: Tag | None = None


@dataclass(frozen=True)
class Cell:
    """A cell of a table that is more than text."""

    text: str
    href: str = ""
    numeric: bool = False
    lang: str = ""
    tag: Kind | None = None
    code: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption. The first cell of a row is its head, unless `heads_rows` says no; `empty` stands in for no rows."""

    caption: str
    heads: tuple[str | Cell, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    empty: str = ""
    heads_rows: bool = True

    @property
    def head_cells(self) -> list[Cell]:
        """The heads of the columns."""
        return [_cell(one) for one in self.heads]

    @property
    def body(self) -> list[list[Cell]]:
        """The cells of each row; one under a numeric head is numeric."""
        numeric = [one.numeric for one in self.head_cells]
        rows = [[_cell(one) for one in row] for row in self.rows]
        for row in rows:
            if len(row) != len(numeric):
                raise ValueError(f"table {self.caption!r}: expected {len(numeric)} cells in each row, came {len(row)}")
        return [
            [Cell(**(vars(one) | {"numeric": one.numeric or wanted})) for one, wanted in zip(row, numeric, strict=True)]
            for row in rows
        ]


@dataclass(frozen=True)
class Task:
    """Something to be done, where, and how it stands."""

    title: str
    href: str
    status: Tag
    due: str = ""
    note: str = ""


@dataclass(frozen=True)
class Page:
    """One page of a long list that goes on by key."""

    items: tuple[Any, ...]
    next_url: str = ""
    previous_url: str = ""


def _cell(one: str | Cell) -> Cell:
    return one if isinstance(one, Cell) else Cell(one)
