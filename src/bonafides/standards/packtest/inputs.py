"""What the inputs of a model are in a case: indicators of the facts, facts of the record, and what the case gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.feel.types import ANY, ListOf, Type
from bonafides.kernel.feel.values import Value
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import exact
from bonafides.packs.scope import BUSINESS, CASE, OF_A_RECORD, OF_A_RUN, OF_AN_ENTITY, model_of, model_scope
from bonafides.packs.wording import shown
from bonafides.standards.case.indicators import measure, parameter_values
from bonafides.standards.case.records import CaseRecord
from bonafides.standards.packtest.cases import Case
from bonafides.standards.packtest.facts import Facts, WrongCaseError


@dataclass(frozen=True)
class Inputs:
    """By name: the value, and the type. `measured` are those that the records make."""

    values: Mapping[str, Value]
    types: Mapping[str, Type]
    measured: frozenset[str]


def inputs_of_case(pack: Pack, model: Definitions, case: Case, facts: Facts) -> Inputs:
    """The inputs of a model. What the case gives goes before what the facts make. Raises WrongCaseError."""
    scope = model_scope(pack, model)
    types = {one.name: scope.get(one.name, one.variable.type) for one in model.inputs}
    values: dict[str, Value] = {
        "code": case.business.code, "scheme": _scheme(pack, case), "subject_kind": case.business.subject_kind,
        "as_of": case.as_of,
    }  # fmt: skip
    values |= parameter_values(pack, case.as_of)
    of_record: set[str] = set()
    if model_of(model) not in (BUSINESS, CASE):
        values |= _of_record(model, facts)
        of_record = {*pack.catalogue[model_of(model)].facts.properties, *OF_A_RECORD}
    elif model_of(model) == CASE and facts.about is not None:
        # A case may be about a record: its facts go where the model asks for them by name.
        given = _as_values(facts.about)
        values |= {name: value for name, value in given.items() if name in types and name not in pack.indicators}
    measured = {
        name for name in types
        if name in pack.indicators and name not in case.inputs and name not in of_record
    }  # fmt: skip
    own = facts.by_code[facts.own]
    values |= {name: measure(pack, pack.indicators[name], own, case.as_of).value for name in measured}
    for name, value in case.inputs.items():
        if name in types:
            values[name] = as_given(name, value, types[name])
    return Inputs({name: values.get(name) for name in types} | _rest(values), types, frozenset(measured))


def as_given(name: str, value: Any, of: Type) -> Value:
    """A value of a case as one of FEEL. Raises WrongCaseError where it is not of the type of the input."""
    if value is None:
        return None
    if isinstance(of, ListOf):
        if not isinstance(value, tuple):
            raise WrongCaseError(f"input `{name}`: expected a list, came {shown(value)}")
        return tuple(as_given(name, one, of.item) for one in value)
    fitting = value if of is ANY else exact(str(of), value)
    if fitting is None:
        raise WrongCaseError(f"input `{name}`: expected a {of}, came {shown(value)}")
    if isinstance(fitting, int) and not isinstance(fitting, bool):
        return Decimal(fitting)
    result: Value = fitting
    return result


def _rest(values: Mapping[str, Value]) -> dict[str, Value]:
    """What the dates of a case may count from beside the inputs of the model."""
    return {name: value for name, value in values.items() if name in (*OF_AN_ENTITY, *OF_A_RUN, *OF_A_RECORD)}


def _scheme(pack: Pack, case: Case) -> str:
    return case.business.scheme or next(use.scheme for use in pack.info.schemes if use.role == "identity")


def _of_record(model: Definitions, facts: Facts) -> dict[str, Value]:
    of, about = model_of(model), facts.about
    if about is None:
        raise WrongCaseError(f"expected `record: …` of the kind `{of}`, as {model.file} is of it, came none")
    if about.kind != of:
        raise WrongCaseError(f"expected `record: …` of the kind `{of}`, as {model.file} is of it, came `{about.kind}`")
    return _as_values(about)


def _as_values(record: CaseRecord) -> dict[str, Value]:
    dates: dict[str, date | None] = {
        "event_date": record.event_date, "valid_from": record.valid_from, "valid_to": record.valid_to,
    }  # fmt: skip
    return {**record.facts, **dates, "agency": record.agency}
