"""Whatever acts write is sealed: its tables are `Sealed`, and the acts write through `Acting` alone."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

import pytest
from django.apps import apps
from tests.structure.sources import name, tree
from tests.structure.test_acts import ACTS
from tests.structure.test_append_only import MUTABLE, TABLES
from tests.structure.test_writes import writes

from bonafides.acts.roles import Role
from bonafides.acts.sealed import Sealed, sealed_models, table_of

# Append-only, and held to the ledger in another way.
OTHERWISE = {
    "acts_act": "it is a leaf itself",
    "acts_event": "told from its act, to others",
    "acts_leaf": "it is what stands in the ledger",
    "entities_alias": "what a record said, whose batch is a leaf",
    "entities_entity": "what a record said, whose batch is a leaf",
    "entities_name": "what a record said, whose batch is a leaf",
    "sharing_terms": "a look-up commits to its terms, and stands under the root of its span",
    "once_use": "a count; each look-up behind it is in the log of look-ups",
    "submissions_completed": "bookkeeping of a submission; what it brings is a batch, and that is a leaf",
    "submissions_settled": "likewise",
    "submissions_submission": "likewise",
    "submissions_upload": "likewise",
    "records_record": "its batch is a leaf: the root over the commitments of its records",
}


def test_every_table_is_sealed_or_says_why_not() -> None:
    sealed = {table_of(model) for model in sealed_models()}
    ledger = {table for table in TABLES if table.startswith("ledger_")}
    assert sealed & set(OTHERWISE) == set(), "sealed by now: take it off the list"
    assert sorted(sealed | set(OTHERWISE) | set(MUTABLE) | ledger) == TABLES
    assert sealed & set(MUTABLE) == set(), "a seal is of a row that never changes"


def test_nothing_is_sealed_that_is_not_of_an_act() -> None:
    for model in apps.get_models():
        if issubclass(model, Sealed):
            assert not model._meta.get_field("act").null
            assert model._meta.get_field("id").primary_key, "a row is listed under its number"


@pytest.mark.parametrize("path", ACTS, ids=name)
def test_acts_write_through_acting(path: Path) -> None:
    assert list(writes(tree(path))) == [], "acting.write(Model, …), acting.write_many(Model, …)"


@pytest.mark.parametrize("path", ACTS, ids=name)
def test_an_act_says_who_may_do_it(path: Path) -> None:
    module = importlib.import_module("bonafides." + name(path).removesuffix(".py").replace("/", "."))
    act = getattr(module, path.stem)
    assert act.by, "by=(Role.…,)"
    assert all(isinstance(role, Role) for role in act.by)
    assert (inspect.getdoc(act) or "").strip(), "what is so from now on"
