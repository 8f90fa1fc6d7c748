"""Groups and legal forms of the county's entities, and what the codes and names of each begin and end with."""

from __future__ import annotations

from typing import NamedTuple

ENTERPRISE, SOLE_TRADER, COOPERATIVE, ORGANISATION = range(4)
GROUP_WEIGHTS = (300, 650, 30, 20)


class Form(NamedTuple):
    """`pair` begins the code, `title` is the register's word, `ending` ends the name."""

    group: int
    pair: str
    title: str
    ending: str
    weight: int


FORMS = (
    Form(ENTERPRISE, "91", "有限责任公司", "有限公司", 700),
    Form(ENTERPRISE, "91", "股份有限公司", "股份有限公司", 8),
    Form(ENTERPRISE, "91", "个人独资企业", "厂", 90),
    Form(ENTERPRISE, "91", "合伙企业", "合伙企业（有限合伙）", 42),
    Form(ENTERPRISE, "91", "外商投资有限责任公司", "有限公司", 10),
    Form(ENTERPRISE, "91", "分公司", "有限公司分公司", 150),
    Form(SOLE_TRADER, "92", "个体工商户", "", 1000),
    Form(COOPERATIVE, "93", "农民专业合作社", "农民专业合作社", 1000),
    Form(ORGANISATION, "12", "事业单位", "管理站", 250),
    Form(ORGANISATION, "51", "社会团体", "联合会", 400),
    Form(ORGANISATION, "52", "民办非企业单位", "服务中心", 350),
)
PAIRS = [form.pair for form in FORMS]


def weights_of(group: int) -> list[int]:
    """The weights of all forms within one group: 0 for the forms of others."""
    return [form.weight if form.group == group else 0 for form in FORMS]
