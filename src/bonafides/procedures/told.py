"""What a step is told: each field of its type, each finding by a person with reasons and evidence, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bonafides.acts.act import ActRefusedError
from bonafides.acts.files import Kept
from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.model import Field, Procedure, Step, Type
from bonafides.kernel.sentence import SEMICOLON, Joined, Sentence
from bonafides.packs.facts import LARGEST_EXACT
from bonafides.records.texts import check_text

WHAT = {
    Type.BOOLEAN: Sentence("true or false"), Type.INTEGER: Sentence("a whole number"),
    Type.DATE: Sentence("a day such as 2026-11-29"), Type.TEXT: Sentence("a text"),
    Type.OFFICERS: Sentence("the numbers of officers, at least one"),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """As a row keeps it, and as decisions read it."""

    fields: dict[str, Any]
    findings: dict[str, Any]

    def values(self, procedure: Procedure) -> dict[str, Value]:
        """For decisions: of a finding, whether it holds."""
        return values(procedure, self.fields, self.findings)


def told(
    procedure: Procedure, step: Step, fields: Mapping[str, Any], findings: Mapping[str, Any], files: tuple[Kept, ...]
) -> Told:
    """What a step is told, checked. Raises ActRefusedError, which says what is missing or wrong."""
    wanted = [procedure.fields[name] for name in step.fields]
    plain = {one.name: one for one in wanted if one.type is not Type.FINDING}
    found = {one.name: one for one in wanted if one.type is Type.FINDING}
    for kind, given, known in (("field", fields, plain), ("finding", findings, found)):
        for name in given:
            if name not in known:
                expected = Sentence(
                    "a %(kind)s of `%(step)s` (%(known)s)",
                    kind=Sentence(kind),
                    step=step.name,
                    known=Joined(known) or Sentence("it has none"),
                )
                raise ActRefusedError(
                    "expected %(expected)s, came `%(name)s`; nothing was changed", expected=expected, name=name
                )
    missing = [name for name in step.required if name not in fields and name not in findings]
    if missing:
        titles = Joined((f"`{name}` ({_title(procedure.fields[name])})" for name in missing), SEMICOLON)
        raise ActRefusedError(
            "`%(step)s` needs %(titles)s; nobody fills them in for the officer, nothing was changed",
            step=step.name,
            titles=titles,
        )
    return Told(
        {name: _field(plain[name], value) for name, value in fields.items()},
        {name: _finding(found[name], value, files) for name, value in findings.items()},
    )


def values(procedure: Procedure, fields: Mapping[str, Any], findings: Mapping[str, Any]) -> dict[str, Value]:
    """Stored fields and findings as decisions read them."""
    read = {name: _value(procedure.fields[name].type, one) for name, one in fields.items() if name in procedure.fields}
    return read | {name: bool(one["holds"]) for name, one in findings.items()}


def _value(kind: Type, stored: Any) -> Value:
    if kind is Type.INTEGER:
        return Decimal(stored)
    if kind is Type.DATE:
        return date.fromisoformat(stored)
    value: Value = tuple(stored) if kind in (Type.OFFICERS, Type.WORDS) else stored
    return value


def _field(field: Field, value: Any) -> Any:
    right = _RIGHT[field.type](field, value)
    if not right:
        what = WHAT.get(field.type) or Sentence("one of %(enum)s", enum=Joined(field.enum))
        what = Sentence("a list with %(what)s", what=what) if field.type is Type.WORDS else what
        least = Sentence(" from %(least)s on", least=field.least) if field.least is not None else ""
        raise ActRefusedError(
            "`%(field)s`: expected %(what)s%(least)s, came %(value)r; nothing was changed",
            field=field.name,
            what=what,
            least=least,
            value=value,
        )
    if field.type is Type.TEXT:
        check_text(value, f"`{field.name}`")
    if field.type in (Type.OFFICERS, Type.WORDS):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def _day(value: Any) -> bool:
    if type(value) is date:
        return True
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _whole(value: Any, least: int | None) -> bool:
    return type(value) is int and abs(value) <= LARGEST_EXACT and (least is None or value >= least)


_RIGHT: dict[Type, Callable[[Field, Any], bool]] = {
    Type.BOOLEAN: lambda _, value: isinstance(value, bool),
    Type.STRING: lambda field, value: isinstance(value, str) and value in field.enum,
    Type.INTEGER: lambda field, value: _whole(value, field.least),
    Type.DATE: lambda _, value: _day(value),
    Type.TEXT: lambda _, value: isinstance(value, str) and bool(value.strip()),
    Type.OFFICERS: lambda _, value: isinstance(value, (list, tuple)) and bool(value) and all(type(one) is str for one in value),
    Type.WORDS: lambda field, value: isinstance(value, (list, tuple)) and bool(value) and all(one in field.enum for one in value),
}  # fmt: skip


def _finding(field: Field, value: Any, files: tuple[Kept, ...]) -> dict[str, Any]:
    """A finding: whether it holds, why, on which evidence."""
    form = Sentence("{holds: true or false, text: why, evidence: [record:AGENCY/REF or file:NAME, …]}")
    if (
        not isinstance(value, Mapping)
        or set(value) != {"holds", "text", "evidence"}
        or not isinstance(value["holds"], bool)
    ):
        raise ActRefusedError(
            "finding `%(field)s`: expected %(form)s, came %(value)r; nothing was changed",
            field=field.name,
            form=form,
            value=value,
        )
    text, evidence = value["text"], value["evidence"]
    if not isinstance(text, str) or not text.strip():
        raise ActRefusedError(
            "finding `%(field)s`: expected the reasons in words, came none; nothing was changed", field=field.name
        )
    check_text(text, Sentence("finding `%(field)s`", field=field.name))
    if not isinstance(evidence, (list, tuple)) or not evidence:
        raise ActRefusedError(
            "finding `%(field)s`: expected its evidence, came none; nothing was changed", field=field.name
        )
    return {"holds": value["holds"], "text": text.strip(), "evidence": [_piece(field, one, files) for one in evidence]}


def _piece(field: Field, one: Any, files: tuple[Kept, ...]) -> str:
    kind, _, ref = str(one).partition(":")
    if kind == "file":
        known = {each.name: each for each in files} | {each.sha256: each for each in files}
        if ref not in known:
            names = Joined(each.name for each in files) or Sentence("none")
            raise ActRefusedError(
                "finding `%(field)s`: expected a file of this step (%(names)s), came %(one)r",
                field=field.name,
                names=names,
                one=one,
            )
        return f"file:{known[ref].sha256}"
    if kind in ("record", "act") and ref:
        return str(one)
    raise ActRefusedError(
        "finding `%(field)s`: expected record:AGENCY/REF, act:NUMBER or file:NAME, came %(one)r",
        field=field.name,
        one=one,
    )


def _title(field: Field) -> str:
    return field.title.get("en") or next(iter(field.title.values()))
