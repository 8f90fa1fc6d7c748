"""What the positions of a USCC mean (GB 32100-2015 with Amendment 1, after domain.md 1.2).

Several public samples carry a wrong list of authorities (3 education, 4 police, 6 judiciary, 7 transport):
this is not that list.
"""

from dataclasses import dataclass

from . import gb11714
from .divisions import NATIONAL_REGISTRY, DivisionTable


@dataclass(frozen=True, slots=True)
class Title:
    """A name in English and in Simplified Chinese."""

    en: str
    zh: str


_OTHER = Title("Other", "其他")

AUTHORITIES = {
    "1": Title("Staffing commission", "机构编制"),
    "2": Title("Foreign affairs", "外交"),
    "3": Title("Judicial administration", "司法行政"),
    "4": Title("Culture", "文化"),
    "5": Title("Civil affairs", "民政"),
    "6": Title("Tourism", "旅游"),
    "7": Title("Religious affairs", "宗教"),
    "8": Title("Trade unions", "工会"),
    "9": Title("Market regulation (formerly industry and commerce)", "市场监管（原工商）"),
    "A": Title("Staffing office of the Central Military Commission", "中央军委机构编制"),
    "N": Title("Agriculture", "农业"),
    "Y": Title("Other", "其他"),
}
"""Position 1: the authority that registers (登记管理部门)."""

PAIRS = {
    "11": Title("State organ", "机关"),
    "12": Title("Public institution", "事业单位"),
    "13": Title("Mass organisation managed by the staffing commission", "编办管理机构编制的群众团体"),
    "19": _OTHER,
    "21": Title("Resident foreign press office", "外国常驻新闻机构"),
    "29": _OTHER,
    "31": Title("Law practice", "律师执业机构"),
    "32": Title("Notary office", "公证处"),
    "33": Title("Grassroots legal service", "基层法律服务所"),
    "34": Title("Forensic institution", "司法鉴定机构"),
    "35": Title("Arbitration commission", "仲裁委员会"),
    "39": _OTHER,
    "41": Title("Foreign cultural centre", "外国在华文化中心"),
    "49": _OTHER,
    "51": Title("Social association", "社会团体"),
    "52": Title("Private non-enterprise unit", "民办非企业单位"),
    "53": Title("Foundation", "基金会"),
    "54": Title("Village or residents' committee", "基层群众性自治组织"),  # met in practice [memory]
    "59": _OTHER,
    "61": Title("Office of a foreign tourism department", "外国旅游部门常驻代表机构"),
    "62": Title("Office of a Hong Kong, Macao or Taiwan tourism department", "港澳台地区旅游部门常驻代表机构"),
    "69": _OTHER,
    "71": Title("Religious venue", "宗教活动场所"),
    "72": Title("Religious school", "宗教院校"),
    "79": _OTHER,
    "81": Title("Grassroots trade union", "基层工会"),
    "89": _OTHER,
    "91": Title("Enterprise", "企业"),
    "92": Title("Sole trader", "个体工商户"),
    "93": Title("Farmers' cooperative", "农民专业合作社"),
    "99": _OTHER,  # on some lists only [memory]
    "A1": Title("Military institution", "军事单位"),
    "A9": _OTHER,
    "N1": Title("Collective economic organisation, group level", "组级集体经济组织"),
    "N2": Title("Collective economic organisation, village level", "村级集体经济组织"),
    "N3": Title("Collective economic organisation, township level", "乡镇级集体经济组织"),
    "N9": _OTHER,
    "Y1": _OTHER,
}
"""Positions 1 and 2: the kind of institution (机构类别). A pair that is not here is unknown, not invalid."""


@dataclass(frozen=True, slots=True)
class Positions:
    """A USCC taken apart. A name is None where no table knows the characters."""

    authority: str  # position 1
    authority_name: Title | None
    pair: str  # positions 1 and 2
    pair_name: Title | None
    division: str  # positions 3 to 8: of the first issue, not of the present address
    division_name: str | None
    organisation_code: str  # positions 9 to 17
    inner_check_holds: bool
    check_character: str  # position 18


def positions(code: str, divisions: DivisionTable | None = None) -> Positions:
    """Take a USCC apart. Raises ValueError for a text that is not 18 characters of 0-9 and A-Z."""
    if len(code) != 18 or not set(gb11714.ALPHABET).issuperset(code):
        raise ValueError("a USCC is 18 characters of 0-9 and A-Z")
    division = code[2:8]
    name = divisions.names.get(division) if divisions else None
    return Positions(
        authority=code[0],
        authority_name=AUTHORITIES.get(code[0]),
        pair=code[:2],
        pair_name=PAIRS.get(code[:2]),
        division=division,
        division_name="国家登记机关" if division == NATIONAL_REGISTRY else name,
        organisation_code=code[8:17],
        inner_check_holds=gb11714.is_organisation_code(code[8:17]),
        check_character=code[17],
    )
