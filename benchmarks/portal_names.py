"""Made-up names of a nation and of the sample's county, and how people shorten and mistype them.

The rules are those by which Chinese companies are called: by the brand; brand and industry; place and brand; single characters
of the words (宝钢 of 宝山钢铁); the whole without its form, or with another. Nothing here knows of the search or of the words
in `names.yaml`; some industries are missing there.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from bonafides.sample.forms import FORMS
from bonafides.sample.industries import INDUSTRIES
from bonafides.sample.words import COUNTY, COUNTY_SHORT, SYLLABLES

_PLACES = """
北京 北京市 上海 上海市 天津 重庆 广州 广州市 深圳 深圳市 杭州 宁波市 南京 苏州 苏州市 无锡 常州市 合肥 福州 厦门市 泉州 南昌
济南 青岛市 烟台 潍坊市 郑州 洛阳 武汉 武汉市 宜昌 长沙 株洲市 珠海 东莞市 佛山 中山市 南宁 柳州 海口 成都 成都市 绵阳 贵阳
昆明 西安 西安市 兰州 银川 西宁 太原 大同市 石家庄 唐山市 保定 沈阳 大连 长春 哈尔滨 呼和浩特 乌鲁木齐 江苏 浙江 浙江省 广东
四川 山东 山东省 湖北 湖南 河北 河南 福建 昆山市 义乌市 慈溪市 江阴市 晋江市 常熟市 安吉县 德清县 龙游县 平阳县 桐庐县
南京市江宁区 上海市浦东新区
"""
SIGNS = (
    "安邦宝博昌超辰诚驰创达大德鼎东方飞丰福富港高格冠光广国海汉航豪浩和恒红宏华辉汇吉佳嘉健江杰金锦京晶景九久巨凯康科乐"
    "力立丽利联隆美民明铭南能宁诺鹏平普奇启千乾强勤庆群仁荣瑞润三森山尚盛石世顺思松泰唐腾天通同万维伟文五西祥欣新鑫信兴星"
    "雄秀旭亚阳耀野一亿益银英永优友裕元远源月悦云运泽长兆振正志中众洲卓紫宗"
)
_TRADES = """
科技 电子 食品 建材 商贸 贸易 实业 投资 机械 化工 医药 生物+科技 信息+技术 网络+科技 电子+科技 文化+传媒 建筑+工程
装饰+工程 物流 供应链+管理 企业+管理 管理+咨询 房地产+开发 物业+管理 汽车+销售 汽车+零部件 医疗+器械 新材料 环保+科技
新能源 智能+装备 自动化+设备 五金+制品 塑料+制品 纺织 服饰 服装 家具 餐饮+管理 酒店+管理 旅游+开发 教育+咨询 农业+发展
生态+农业 水产 种业 钢铁 铝业 水泥 电缆 电器 照明 光电 包装 印刷 纸业 玻璃 陶瓷 轴承 阀门 模具 仪表 软件 数据+服务 广告
会展+服务 人力资源 劳务+派遣 保安+服务 家政+服务 园林+绿化 市政+工程 检测+技术 知识产权+代理 进出口 国际+贸易 电子+商务
融资+租赁 小额+贷款 典当 银行 保险+代理 无人机 预制菜 充电桩 露营 文创 宠物+用品 母婴+用品 低空+经济 算力 储能 潮玩 民宿
"""
PLACES = tuple(_PLACES.split())
TRADES = tuple(tuple(one.split("+")) for one in _TRADES.split())
ENDINGS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "厂", "合伙企业（有限合伙）")
ENDING_WEIGHTS = (70, 10, 8, 5, 4, 3)
COUNTY_PART = 0.1  # of the names are the county's
WRONG = (
    "的人大上来个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事"
)


@dataclass(frozen=True, slots=True)
class Business:
    """A name in its parts. `place` may be followed by what it is (市); in `bracketed` ones it stands behind the brand."""

    place: str
    brand: str
    trade: tuple[str, ...]
    ending: str
    bracketed: bool = False

    @property
    def name(self) -> str:
        if self.bracketed:
            return f"{self.brand}{''.join(self.trade)}（{self.place}）{self.ending}"
        return f"{self.place}{self.brand}{''.join(self.trade)}{self.ending}"


def businesses(count: int) -> list[Business]:
    """Always the same ones, those of the county last."""
    rng = random.Random(7)
    county = int(count * COUNTY_PART)
    return [_of_the_nation(rng) for _ in range(count - county)] + [_of_the_county(rng) for _ in range(county)]


def _of_the_nation(rng: random.Random) -> Business:
    length = rng.choices((2, 3, 4), (70, 22, 8))[0]
    brand = "".join(rng.choice(SIGNS) for _ in range(length))
    ending = rng.choices(ENDINGS, ENDING_WEIGHTS)[0]
    return Business(rng.choice(PLACES), brand, rng.choice(TRADES), ending, bracketed=rng.random() < 0.05)


def _of_the_county(rng: random.Random) -> Business:
    brand = "".join(rng.choice(tuple(SYLLABLES)) for _ in range(3 if rng.random() < 0.25 else 2))
    ending = rng.choice([form.ending for form in FORMS if form.pair == "91"])
    return Business(rng.choice((COUNTY, COUNTY_SHORT)), brand, (rng.choice(INDUSTRIES).word,), ending)


def _short_place(one: Business) -> str:
    place = one.place.removesuffix("省").removesuffix("市").removesuffix("县")
    return place if len(place) > 1 else one.place


def _first_signs(one: Business) -> str:
    """宝钢 of 宝山钢铁, 工行 of 工商银行 (a bank is called by its last character)."""
    last = one.trade[-1]
    return one.brand[0] + (last[-1] if last == "银行" else last[0])


def _brand_and_first(one: Business) -> str:
    """恒信食 of 恒信食品, 中兴电科 of 中兴电子科技."""
    return one.brand + "".join(word[0] for word in one.trade)


Shorten = Callable[[Business], str]
CLASSES: dict[str, Shorten] = {
    "brand": lambda one: one.brand,
    "brand and industry": lambda one: one.brand + "".join(one.trade),
    "place and brand": lambda one: _short_place(one) + one.brand,
    "place, brand, industry": lambda one: _short_place(one) + one.brand + "".join(one.trade),
    "brand and first characters": _brand_and_first,
    "first characters alone": _first_signs,
    "without 股份 or 责任": lambda one: one.name.replace("股份有限公司", "有限公司").replace(
        "有限责任公司", "有限公司"
    ),
}
"""What people call a business by; several may be called the same."""


def _at(rng: random.Random, text: str) -> int:
    return rng.randrange(len(text))


def _replaced(rng: random.Random, text: str) -> str:
    place = _at(rng, text)
    return text[:place] + rng.choice(WRONG) + text[place + 1 :]


def _left_out(rng: random.Random, text: str) -> str:
    place = _at(rng, text)
    return text[:place] + text[place + 1 :]


def _doubled(rng: random.Random, text: str) -> str:
    place = _at(rng, text)
    return text[: place + 1] + rng.choice(WRONG) + text[place + 1 :]


def _exchanged(rng: random.Random, text: str) -> str:
    place = rng.randrange(len(text) - 1)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


Mistype = Callable[[random.Random, str], str]
ERRORS: dict[str, Mistype] = {
    "a character wrong": _replaced,
    "a character missing": _left_out,
    "a character too many": _doubled,
    "two exchanged": _exchanged,
}
"""Done to place, brand and industry."""
