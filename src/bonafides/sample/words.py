"""The words of the made-up county. No place, street or brand is meant to be a real one; no surname is among them."""

from __future__ import annotations

COUNTY = "澄岚县"
COUNTY_SHORT = "澄岚"
COUNTY_ENGLISH = "Chenglan"
TOWNS = ("望栖镇", "鹿鸣坡镇", "青篱镇", "枫渡口镇", "石塘湾镇", "晓月滩镇", "云栈乡", "柳汀乡")
TOWN_WEIGHTS = (30, 18, 14, 12, 10, 8, 5, 3)
STREETS = (
    "创业路", "人民路", "解放街", "迎宾大道", "建设路", "和平街", "文昌路", "滨河路",
    "工业大道", "商贸街", "学府路", "新华街", "东环路", "西环路", "南环路", "北环路",
    "站前路", "公园路", "幸福巷", "菜市街", "老城街", "新市街", "体育路", "科技路",
)  # fmt: skip
# Auspicious syllables that brands are made of, with their reading for names in a foreign language.
SYLLABLES = {
    "恒": "heng", "信": "xin", "瑞": "rui", "丰": "feng", "泰": "tai", "隆": "long", "盛": "sheng", "祥": "xiang",
    "顺": "shun", "兴": "xing", "达": "da", "诚": "cheng", "嘉": "jia", "润": "run", "鼎": "ding", "宏": "hong",
    "远": "yuan", "德": "de", "昌": "chang", "裕": "yu", "康": "kang", "安": "an", "和": "he", "合": "he",
    "源": "yuan", "汇": "hui", "聚": "ju", "锦": "jin", "晟": "sheng", "博": "bo", "雅": "ya", "卓": "zhuo",
    "越": "yue", "新": "xin", "天": "tian", "宇": "yu", "辰": "chen", "星": "xing", "海": "hai", "川": "chuan",
    "森": "sen", "茂": "mao", "荣": "rong", "耀": "yao", "明": "ming", "光": "guang", "景": "jing", "乐": "le",
    "福": "fu", "禄": "lu", "寿": "shou", "喜": "xi", "吉": "ji", "利": "li", "春": "chun", "晨": "chen",
    "曦": "xi", "云": "yun", "溪": "xi", "泉": "quan", "金": "jin", "银": "yin", "玉": "yu", "宝": "bao",
    "满": "man", "香": "xiang", "味": "wei", "鲜": "xian", "美": "mei", "优": "you", "佳": "jia", "益": "yi",
}  # fmt: skip
STEMS = "甲乙丙丁戊己庚辛壬癸"  # placeholders for operators: 经营者甲0001
