from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import islice

import numpy as np
import pytest

from bonafides.kernel.identifiers import scheme
from bonafides.kernel.identifiers.bulk import validate
from bonafides.sample import population
from bonafides.sample.draws import Draws
from bonafides.sample.population import Block, blocks


def test_the_groups_have_their_shares(block: Block) -> None:
    shares = np.bincount(block.group) / len(block.group)
    assert shares == pytest.approx([0.30, 0.65, 0.03, 0.02], abs=0.01)


def test_every_code_is_valid_another_and_of_the_unassigned_division(block: Block) -> None:
    assert block.code.n_unique() == len(block.code)
    assert block.code.str.slice(2, 6).unique().to_list() == ["990000"]
    assert validate(block.code, scheme("uscc"))["valid"].all()
    assert block.registration_number.drop_nulls().n_unique() == len(block.registration_number.drop_nulls())


def test_an_entity_is_the_same_whatever_the_county_and_the_blocks(
    make_block: Callable[..., Block], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = make_block(3_000)
    monkeypatch.setattr(population, "BLOCK", 700)
    parts = list(islice(blocks(5_000, Draws(11), date(2026, 6, 30)), 4))
    for name in ("code", "name", "first_name", "registration_number"):
        joined = [cell for part in parts for cell in getattr(part, name)]
        assert joined[:2_800] == getattr(whole, name)[:2_800].to_list()
    assert np.array_equal(np.concatenate([part.risk for part in parts]), whole.risk[:2_800])


def test_most_are_young_small_and_harmless_and_a_few_are_none_of_it(block: Block) -> None:
    age = (block.as_of - block.established) / 365
    assert 2 < np.median(age) < 6
    assert np.quantile(age, 0.99) > 15
    assert np.median(block.employees) <= 3
    assert block.employees.max() > 1_000
    assert np.median(block.risk) < 400
    top = np.sort(block.risk)[-len(block.risk) // 20 :].sum()
    assert top > 0.4 * block.risk.sum()  # one in twenty bears nearly half of it


def test_an_entity_ends_after_it_began_and_before_today(block: Block) -> None:
    gone = block.status != population.IN_BUSINESS
    assert 0.1 < gone.mean() < 0.25
    assert (block.ended[gone] > block.established[gone]).all()
    assert (block.ended[gone] < block.as_of).all()


def test_about_one_in_ten_has_a_former_name(block: Block) -> None:
    assert 0.07 < (block.name != block.first_name).mean() < 0.13
