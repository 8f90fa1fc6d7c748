"""`mappings/NAME.yaml`: how the columns of an agency's file become the fields of a record."""

from __future__ import annotations

import codecs
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bonafides.packs.patterns import check_extract
from bonafides.packs.vocabulary import Entry, FactName, Identifier, InForce, Text, Words
from bonafides.packs.wording import shown, wrong

Parse = Literal["text", "integer", "decimal", "money", "date", "era-date", "boolean", "list"]
MoneyUnit = Literal["元", "千元", "万元", "亿元"]
Action = Literal["record", "correction", "withdrawal", "annulment"]
ACTIONS: tuple[Action, ...] = ("record", "correction", "withdrawal", "annulment")
NULLS = ("", "-", "—", "无", "NULL", "null", "N/A")


def _column(name: str) -> str:
    if name.startswith("_"):
        raise wrong(
            "the name of a column of the source", shown(name), "columns that begin with `_` are the quarantine's own"
        )
    if name == "*" or (name.startswith("^") and name.endswith("$")):  # polars reads these as patterns of names
        raise wrong("the name of one column", shown(name), "ask the agency to rename the column")
    return name


def _extract(pattern: str) -> str:
    check_extract(pattern)
    return pattern


def _encoding(name: str) -> str:
    try:
        codecs.lookup(name)
        "".encode(name)
    except LookupError:
        raise wrong("the name of an encoding, such as `gb18030` or `utf-8`", shown(name)) from None
    return name


def _bare_null(word: Any) -> Any:
    """YAML reads a bare `null` as nothing; `otherwise: null` means the word."""
    return "null" if word is None else word


Column = Annotated[Words, AfterValidator(_column)]
Columns = tuple[Column, ...]


class Unless(Entry):
    """The cell counts as empty where another column holds this value."""

    column: Column
    equals: str | bool | int


class Cell(Entry):
    """Where a value comes from and how it is read."""

    column: Column | None = None
    const: str | bool | int | None = None
    parse: Parse | None = None
    unit: MoneyUnit = "元"
    scale: int | None = Field(default=None, ge=0, le=12)
    separator: Words | None = None
    codes: Annotated[dict[str, str | bool | int], Field(min_length=1)] | None = None
    otherwise: Annotated[Literal["error", "keep", "null"], BeforeValidator(_bare_null)] = "error"
    extract: Annotated[str, AfterValidator(_extract)] | None = None
    default: str | None = None
    unless: Unless | None = None
    last_day: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> Cell:
        if (self.column is None) == (self.const is None):
            raise wrong("either `column` or `const`", "both" if self.column else "neither")
        if self.const is not None and (stray := sorted(self.model_fields_set - {"const"})):
            raise wrong("`const` alone, as it is taken as it stands", f"`{stray[0]}` beside it", at=(stray[0],))
        return self

    @model_validator(mode="after")
    def _options_are_used(self) -> Cell:
        for option, rules in (("unit", ("money",)), ("scale", ("decimal",)), ("separator", ("list", None))):
            if option in self.model_fields_set and self.parse not in rules:
                raise wrong(
                    f"`parse: {rules[0]}` beside `{option}`", shown(self.parse), f"add `parse: {rules[0]}`", (option,)
                )
        if "otherwise" in self.model_fields_set and self.codes is None:
            raise wrong("`codes` beside `otherwise`", "none", "add `codes: …`, or remove it", ("otherwise",))
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        named = (self.column, self.unless.column if self.unless else None)
        return tuple(name for name in named if name is not None)


class CodeCell(Entry):
    """The column, or columns, that name the subject."""

    column: Column | None = None
    columns: Columns = ()
    scheme: Identifier

    @model_validator(mode="after")
    def _one_source(self) -> CodeCell:
        if (self.column is None) == (not self.columns):
            raise wrong("either `column` or `columns`", "both" if self.column else "neither")
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        return self.columns or ((self.column,) if self.column else ())


class RefCell(Entry):
    """The source's own reference of a row: a column, several joined, or a digest where the source has none."""

    column: Column | None = None
    columns: Columns = ()
    join: Words = "/"
    digest: Columns = ()

    @model_validator(mode="after")
    def _one_source(self) -> RefCell:
        given = [name for name in ("column", "columns", "digest") if getattr(self, name)]
        if len(given) != 1:
            raise wrong(
                "one of `column`, `columns` and `digest`", " and ".join(f"`{name}`" for name in given) or "none"
            )
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
    encoding: Annotated[str, AfterValidator(_encoding)] | None = None
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

    @model_validator(mode="after")
    def _own_targets(self) -> Mapping:
        for target in ("event_date", "valid_from", "valid_to"):
            if (cell := getattr(self, target)) is not None:
                _check_parse(cell, ("date", "era-date"), target)
                if cell.codes is not None:
                    raise wrong("a date, which has no `codes`", "`codes`", "remove it", (target, "codes"))
                if cell.const is not None and not _is_day(cell.const):
                    raise wrong("a day in quotes, such as `2021-09-01`", shown(cell.const), at=(target, "const"))
        for target in ("document_no", "basis", "reason", "supersedes", "action"):
            if (cell := getattr(self, target)) is not None:
                _check_parse(cell, ("text",), target)
        for name, cell in self.cells.items():
            if cell.last_day and name != "valid_to":
                raise wrong(
                    "`last_day` only beside `valid_to`",
                    f"it beside `{name}`",
                    "remove it",
                    (*name.split("."), "last_day"),
                )
        if self.action is not None:
            self._check_action(self.action)
        return self

    def _check_action(self, action: Cell) -> None:
        words: dict[tuple[str, ...], object] = {("const",): action.const} if action.const is not None else {}
        words |= {("codes", key): value for key, value in (action.codes or {}).items()}
        for at, word in words.items():
            if word not in ACTIONS:
                raise wrong(f"one of {', '.join(ACTIONS)}", shown(word), at=("action", *at))
        if action.otherwise == "keep":
            raise wrong(
                "`otherwise: error` or `null`", "`keep`", "an unknown action cannot be kept", ("action", "otherwise")
            )
        if set(words.values()) - {"record"} and self.supersedes is None:
            mend = "add the column that names the record which is corrected or ended"
            raise wrong("an entry `supersedes`, as `action` has more than `record`", "none", mend, ("action",))

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


def _check_parse(cell: Cell, rules: tuple[Parse, ...], target: str) -> None:
    if cell.parse is not None and cell.parse not in rules:
        expected = " or ".join(f"`{rule}`" for rule in rules)
        raise wrong(f"{expected}, as `{target}` is one", shown(cell.parse), at=(target, "parse"))


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
