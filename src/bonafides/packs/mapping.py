"""`mappings/NAME.yaml`: how the columns of an agency's file become the fields of a record."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Literal

from pydantic import Field, model_validator

from bonafides.packs.vocabulary import Entry, FactName, Identifier, InForce, Text

Parse = Literal["text", "integer", "decimal", "money", "date", "era-date", "boolean", "list"]
MoneyUnit = Literal["元", "千元", "万元", "亿元"]
Action = Literal["record", "correction", "withdrawal", "annulment"]
NULLS = ("", "-", "—", "无", "NULL", "null", "N/A")


class Unless(Entry):
    """The cell counts as empty where another column holds this value."""

    column: str
    equals: str | bool | int


class Cell(Entry):
    """Where a value comes from and how it is read."""

    column: str | None = None
    const: str | bool | int | None = None
    parse: Parse | None = None
    unit: MoneyUnit = "元"
    scale: int | None = Field(default=None, ge=0, le=12)
    separator: str | None = None
    codes: dict[str, str | bool | int] | None = None
    otherwise: Literal["error", "keep", "null"] = "error"
    extract: str | None = None
    default: str | None = None
    unless: Unless | None = None

    @model_validator(mode="before")
    @classmethod
    def _null_word(cls, given: Any) -> Any:
        """YAML reads a bare `null` as nothing; `otherwise: null` means the word."""
        if isinstance(given, dict) and "otherwise" in given and given["otherwise"] is None:
            return {**given, "otherwise": "null"}
        return given

    @model_validator(mode="after")
    def _one_source(self) -> Cell:
        if (self.column is None) == (self.const is None):
            raise ValueError("either `column` or `const`")
        if self.extract is not None:
            try:
                if re.compile(self.extract).groups < 1:
                    raise ValueError("a group `( )` in `extract`")
            except re.error as error:
                raise ValueError(f"a regular expression in `extract` ({error})") from error
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        named = (self.column, self.unless.column if self.unless else None)
        return tuple(name for name in named if name is not None)


class CodeCell(Entry):
    """The column, or columns, that name the subject."""

    column: str | None = None
    columns: tuple[str, ...] = ()
    scheme: Identifier

    @model_validator(mode="after")
    def _one_source(self) -> CodeCell:
        if (self.column is None) == (not self.columns):
            raise ValueError("either `column` or `columns`")
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        return self.columns or ((self.column,) if self.column else ())


class RefCell(Entry):
    """The source's own reference of a row: a column, several joined, or a digest where the source has none."""

    column: str | None = None
    columns: tuple[str, ...] = ()
    join: str = "/"
    digest: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_source(self) -> RefCell:
        if sum((self.column is not None, bool(self.columns), bool(self.digest))) != 1:
            raise ValueError("one of `column`, `columns` and `digest`")
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        return self.digest or self.columns or ((self.column,) if self.column else ())


class SideCell(Entry):
    """A column that is kept beside the facts: a legacy code."""

    column: str


class NameCell(SideCell):
    """The column that holds a name, and its language."""

    language: str


class Mapping(Entry):
    """One kind of source file. A date after `made_on` is an entry error; without it, a date after today is."""

    mapping: Identifier
    title: Text
    agency: Identifier
    kind: Identifier
    in_force: InForce
    made_on: date | None = None
    nulls: tuple[str, ...] = NULLS
    encoding: str | None = None
    sheet: str | None = None
    skip_rows: int = Field(default=0, ge=0)
    code: CodeCell
    ref: RefCell
    action: Cell | None = None
    supersedes: Cell | None = None
    event_date: Cell
    valid_from: Cell | None = None
    valid_to: Cell | None = None
    document_no: Cell | None = None
    basis: Cell | None = None
    reason: Cell | None = None
    names: dict[Literal["registered", "trade", "foreign"], NameCell] = Field(default_factory=dict)
    aliases: dict[Identifier, SideCell] = Field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    facts: dict[FactName, Cell]
    note: str | Text | None = None

    @property
    def cells(self) -> dict[str, Cell]:
        """Every single-cell target by name; facts are prefixed `facts.`."""
        own = (
            "action",
            "supersedes",
            "event_date",
            "valid_from",
            "valid_to",
            "document_no",
            "basis",
            "reason",
        )
        found = {name: getattr(self, name) for name in own if getattr(self, name) is not None}
        return found | {f"facts.{name}": cell for name, cell in self.facts.items()}

    @property
    def columns(self) -> tuple[str, ...]:
        """Every source column that must be there, in order of first mention."""
        named = [*self.code.sources, *self.ref.sources]
        for cell in self.cells.values():
            named += cell.columns
        beside: list[SideCell] = [*self.names.values(), *self.aliases.values()]
        named += [cell.column for cell in beside]
        return tuple(dict.fromkeys(named))
