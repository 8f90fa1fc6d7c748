"""What a step was told, in words: fields by their titles, values by their labels, findings with their reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bonafides.kernel.procedure.model import Field, Procedure
from bonafides.packs.labels import say


@dataclass(frozen=True)
class Line:
    """One field with its value; a finding with its reasons and the evidence that it names."""

    title: str
    value: str
    text: str = ""
    evidence: tuple[str, ...] = ()


def lines(procedure: Procedure, fields: Mapping[str, Any], findings: Mapping[str, Any]) -> Iterator[Line]:
    """Every field and every finding, in the order of the procedure."""
    for name, field in procedure.fields.items():
        if name in fields:
            yield Line(say(field.title), value_told(field, fields[name]))
        if name in findings:
            found = findings[name]
            yield Line(say(field.title), yes_no(found["holds"]), found["text"], tuple(found["evidence"]))


def value_told(field: Field, value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, (list, tuple)):
        return _(", ").join(label_of(field, str(one)) for one in value)
    return label_of(field, str(value))


def label_of(field: Field, value: str) -> str:
    """A word of a closed list by its label; any other value as it is."""
    return say(field.labels[value]) if value in field.labels else value


def yes_no(value: bool) -> str:  # noqa: FBT001  # the value itself is what is told
    """Yes or no."""
    return _("yes") if value else _("no")
