"""The abbreviations under which Japanese registers write the legal form of a body."""

import re

FORMS = {
    "株": "株式会社",
    "有": "有限会社",
    "同": "合同会社",
    "合": "合同会社",
    "資": "合資会社",
    "名": "合名会社",
    "一社": "一般社団法人",
    "公社": "公益社団法人",
    "一財": "一般財団法人",
    "公財": "公益財団法人",
    "社": "社団法人",
    "財": "財団法人",
    "特非": "特定非営利活動法人",
    "NPO": "特定非営利活動法人",
    "医": "医療法人",
    "医社": "医療法人社団",
    "医財": "医療法人財団",
    "福": "社会福祉法人",
    "学": "学校法人",
    "宗": "宗教法人",
    "独": "独立行政法人",
    "農": "農事組合法人",
    "協": "協同組合",
}
"""What stands between brackets, alone, and what it means. NFKC has by then made (株) of ㈱ and of （株）."""

_BRACKETED = re.compile(r"\((" + "|".join(sorted(FORMS, key=len, reverse=True)) + r")\)")


def written_out(name: str) -> str:
    """Write every bracketed form out; brackets around anything else stay."""
    return _BRACKETED.sub(lambda match: FORMS[match[1]], name)


def other_writings(name: str) -> tuple[str, ...]:
    """The same name with its form written out where it is abbreviated, and abbreviated where it is written out."""
    found = {written_out(name), *(name.replace(form, f"({short})") for short, form in FORMS.items())}
    return tuple(sorted(found - {name}))
