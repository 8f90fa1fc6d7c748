"""What people read for each machine code, in English and Simplified Chinese."""

from typing import Literal

from .check import ChangeCode, Check, ReasonCode, WarningCode

Language = Literal["en", "zh"]
Text = dict[Language, str]

REASONS: dict[ReasonCode, Text] = {
    "missing": {"en": "There is no code here.", "zh": "此处没有代码。"},
    "natural-person-id": {
        "en": "This is a natural person's number. Persons are no subjects here; it is masked, not kept.",
        "zh": "这是自然人的证件号码。本平台不以自然人为对象；号码已遮盖，不予保存。",
    },
    "is-uscc": {
        "en": "This is a Unified Social Credit Code, not a {scheme} code.",
        "zh": "这是统一社会信用代码，不是 {scheme} 代码。",
    },
    "is-registration-number": {
        "en": "This is a legacy registration number, not a {scheme} code; link it as an alias.",
        "zh": "这是旧的注册号，不是 {scheme} 代码；请作为别名关联。",
    },
    "is-registration-number-13": {
        "en": "This is a 13-digit registration number, not a {scheme} code; link it as an alias.",
        "zh": "这是13位旧注册号，不是 {scheme} 代码；请作为别名关联。",
    },
    "is-organisation-code": {
        "en": "This is a legacy organisation code, not a {scheme} code; link it as an alias.",
        "zh": "这是旧的组织机构代码，不是 {scheme} 代码；请作为别名关联。",
    },
    "is-taxpayer-number": {
        "en": "This is a taxpayer number of before 2015, not a {scheme} code; link it as an alias.",
        "zh": "这是2015年前的纳税人识别号，不是 {scheme} 代码；请作为别名关联。",
    },
    "length": {
        "en": "{expected} characters were expected; {came} came.",
        "zh": "应为 {expected} 位，实为 {came} 位。",
    },
    "character": {
        "en": "Character {position} is {came}; only these are allowed: {allowed}.",
        "zh": "第 {position} 位为 {came}；只允许 {allowed}。",
    },
    "division": {
        "en": "A division code was expected where {came} came.",
        "zh": "此处应为行政区划码，实为 {came}。",
    },
    "check-character": {
        "en": "The check character in position {position} should be {expected}; {came} came.",
        "zh": "第 {position} 位校验码应为 {expected}，实为 {came}。",
    },
    "format": {
        "en": "This does not have the form of a {scheme} code.",
        "zh": "这不符合 {scheme} 代码的格式。",
    },
    "component": {
        "en": "A part of this code means nothing in a {scheme} code.",
        "zh": "代码中有一部分在 {scheme} 中没有含义。",
    },
    "no-name": {"en": "The name is missing.", "zh": "缺少名称。"},
    "no-place": {
        "en": "The place is missing; a name alone does not identify. Write name@place.",
        "zh": "缺少地点；仅凭名称不能识别。请写作 名称@地点。",
    },
}

WARNINGS: dict[WarningCode, Text] = {
    "excepted": {
        "en": "Accepted by exception: confirmed by {confirmed_by} on {confirmed_on} ({exception}).",
        "zh": "例外接受：{confirmed_by} 于 {confirmed_on} 确认（{exception}）。",
    },
    "inner-check": {
        "en": "The inner organisation code's check character should be {inner_expected}; {inner_came} came.",
        "zh": "内含组织机构代码的校验码应为 {inner_expected}，实为 {inner_came}。",
    },
    "pair-unknown": {
        "en": "No table knows the authority and kind {pair} in positions 1 and 2.",
        "zh": "第1、2位的登记管理部门与机构类别 {pair} 未见于代码表。",
    },
    "division-unassigned": {
        "en": "The division {division} was never assigned: the code may be made up.",
        "zh": "行政区划码 {division} 从未分配：代码可能是虚构的。",
    },
    "division-unknown": {
        "en": "The division {division} is not in the table ({edition}).",
        "zh": "行政区划码 {division} 未见于区划表（{edition}）。",
    },
    "no-check-digit": {
        "en": "A number of this form has no check digit: a typing error would not show.",
        "zh": "此种号码没有校验位：录入错误无法发现。",
    },
}

CHANGES: dict[ChangeCode, Text] = {
    "full-width to half-width": {"en": "full-width to half-width", "zh": "全角转半角"},
    "characters normalised": {"en": "characters normalised (NFKC)", "zh": "字符规范化（NFKC）"},
    "blanks removed": {"en": "blanks removed", "zh": "去除空白"},
    "hyphen removed": {"en": "hyphen removed", "zh": "去除连字符"},
    "separators removed": {"en": "separators removed", "zh": "去除分隔符"},
    "brackets unified": {"en": "brackets unified", "zh": "统一括号"},
    "corporate form written out": {"en": "corporate form written out", "zh": "写全法人形式"},
    "upper-cased": {"en": "upper-cased", "zh": "转为大写"},
}

PERHAPS: Text = {"en": " Perhaps `{code}` was meant.", "zh": "是否为 `{code}`？"}
LONGEST_GIVEN = 80


def reason_text(check: Check, language: Language) -> str:
    """Say why a code was refused; the empty text for a valid one."""
    return _filled(REASONS[check.reason][language], check) if check.reason else ""


def refusal_text(check: Check, language: Language) -> str:
    """The code as it was given, why it was refused, and the look-alike that may have been meant; empty for a valid one."""
    if not check.reason:
        return ""
    perhaps = PERHAPS[language].format(code=check.suggestion) if check.suggestion else ""
    given = check.given if len(check.given) <= LONGEST_GIVEN else check.given[:LONGEST_GIVEN] + "…"
    return f"`{given}`: {reason_text(check, language)}{perhaps}"


def warning_texts(check: Check, language: Language) -> tuple[str, ...]:
    """Say what is odd about a code, one text for each warning, in the order of `check.warnings`."""
    return tuple(_filled(WARNINGS[warning][language], check) for warning in check.warnings)


class _Gaps(dict[str, str]):
    """Details that a scheme cannot tell (python-stdnum names no expected character) read as a dash."""

    def __missing__(self, key: str) -> str:
        return "—"


def _filled(template: str, check: Check) -> str:
    return template.format_map(_Gaps(check.details, scheme=check.scheme))
