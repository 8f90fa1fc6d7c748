from __future__ import annotations

from bonafides.sample.forms import COOPERATIVE, ENTERPRISE, ORGANISATION, SOLE_TRADER
from bonafides.sample.names import foreign_names, operators
from bonafides.sample.population import Block


def test_names_begin_with_the_place_and_end_with_the_form(block: Block) -> None:
    for group, ending in (
        (ENTERPRISE, "公司|厂|（有限合伙）"),
        (COOPERATIVE, "农民专业合作社"),
        (ORGANISATION, "站|会|中心"),
    ):
        names = block.name.filter(block.group == group)
        assert names.str.contains(f"^澄岚.*({ending})$").all()
    shops = block.name.filter(block.group == SOLE_TRADER)
    assert shops.str.starts_with("澄岚县").all()
    assert shops.n_unique() > 0.9 * len(shops)


def test_operators_are_placeholders(block: Block) -> None:
    assert operators(block.number).str.contains("^经营者[甲乙丙丁戊己庚辛壬癸][0-9]{4,}$").all()


def test_foreign_names_are_those_of_companies(block: Block) -> None:
    import polars as pl

    shown = foreign_names(pl.Series(["Hengxin"]), block.industry[:1])[0]
    assert shown.startswith("Chenglan Hengxin ")
    assert shown.endswith(" Co., Ltd.")
