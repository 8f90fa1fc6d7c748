"""Values as FEEL texts that mean them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from bonafides.kernel.feel.functions.strings import to_string
from bonafides.kernel.feel.values import Value, YearsMonths


def written_literal(value: Value) -> str:
    """The FEEL text of a value: `"A"`, `12.5`, `date("2025-12-25")`, `null`."""
    match value:
        case None:
            return "null"
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
            return '"' + "".join(mark if mark.isprintable() else f"\\U{ord(mark):06X}" for mark in escaped) + '"'
        case datetime():
            return f'date and time("{to_string(value)}")'
        case date():
            return f'date("{to_string(value)}")'
        case time():
            return f'time("{to_string(value)}")'
        case timedelta() | YearsMonths():
            return f'duration("{to_string(value)}")'
        case tuple():
            return f"[{', '.join(written_literal(item) for item in value)}]"
        case Mapping():
            return "{" + ", ".join(f"{name}: {written_literal(item)}" for name, item in value.items()) + "}"
        case _:
            return to_string(value) or "null"
