"""Variant characters and spellings in Japanese names: folded to suggest candidates, never to identify."""

import re
import unicodedata

_GROUPS = """
高髙 崎﨑嵜 吉𠮷 辺邊邉 斉齊斎齋 浜濱濵 沢澤 広廣 国國 桜櫻 竜龍 鉄鐵 蔵藏 真眞 徳德 恵惠 栄榮 島嶋嶌 富冨
桧檜 瀬瀨 弥彌 寿壽 円圓 条條 学學 会會 曽曾 万萬 与與 関關 黒黑 横橫 滝瀧 槙槇 遥遙 亀龜 塩鹽 豊豐 宝寶
実實 総總 芸藝 鶏鷄 駅驛 県縣 館舘 柳栁 船舩 橋槗 野埜 峰峯 松枩 桑桒 薮藪 籠篭 静靜 栃杤 児兒 気氣 沖冲
"""
"""The first of each group is what the others fold to: old forms and forms met in names [memory]."""

_SMALL_KANA = str.maketrans(
    "ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ",
    "アイウエオツヤユヨワカケあいうえおつやゆよわ",
)
_FOLD = {ord(variant): group[0] for group in _GROUPS.split() for variant in group[1:]}
_UNSAID = re.compile(r"[-‐‑‒–—―−ー・･.,，．、。'’‘`´()\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def similar_key(code: str) -> str:
    """Return a key that codes of `name-place` share when they may mean one firm.

    Variant characters and small kana are folded, letters casefolded; dashes, long-vowel marks, dots, quotes,
    brackets and variation selectors dropped. Equal keys suggest a candidate to a person; they prove nothing.
    """
    folded = unicodedata.normalize("NFKC", code).translate(_FOLD).translate(_SMALL_KANA).casefold()
    return _UNSAID.sub("", folded)
