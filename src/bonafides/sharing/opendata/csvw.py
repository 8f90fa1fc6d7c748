"""CSVW (W3C, 2015): what each column of each CSV file is, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bonafides.sharing.opendata.columns import BUSINESSES, KEY, RECORD, Column

METADATA = "csv-metadata.json"
_CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
_DIALECT = {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True, "delimiter": ",", "quoteChar": '"'}


def metadata(tables: dict[str, Sequence[Column]], titles: dict[str, dict[str, str]], licence: str) -> dict[str, Any]:
    """The metadata of all tables, each under its name without `.csv`."""
    group: dict[str, Any] = {"@context": _CONTEXT, "dialect": _DIALECT}
    if licence:
        group["dc:license"] = {"@id": licence}
    return group | {"tables": [_table(name, columns, titles[name]) for name, columns in tables.items()]}


def _table(name: str, columns: Sequence[Column], titles: dict[str, str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(one) for one in columns]}
    if tuple(columns[: len(RECORD)]) == RECORD:
        schema["primaryKey"] = list(KEY)
        key = ["scheme", "code"]
        reference = {"resource": "businesses.csv", "columnReference": key}
        schema["foreignKeys"] = [{"columnReference": key, "reference": reference}]
    elif tuple(columns) == BUSINESSES:
        schema["primaryKey"] = ["scheme", "code"]
    told = [{"@value": text, "@language": language} for language, text in titles.items()]
    return {"url": f"{name}.csv", "dc:title": told, "tableSchema": schema}


def _column(one: Column) -> dict[str, Any]:
    # The header row is the name, so the name is a title too: in no language, as CSVW writes it.
    found: dict[str, Any] = {"name": one.name, "titles": {"und": one.name, **one.titles}, "datatype": one.type}
    if one.note:
        found["dc:description"] = [{"@value": text, "@language": language} for language, text in one.note.items()]
    if one.required:
        found["required"] = True
    return found
