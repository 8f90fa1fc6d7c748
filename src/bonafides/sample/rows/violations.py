"""What the county's businesses are penalised for: field, article applied, and the facts as a decision tells them."""

from __future__ import annotations

from typing import NamedTuple

from bonafides.sample.industries import CHEMICALS, DEVICE, DRUG, EQUIPMENT, FOOD


class Violation(NamedTuple):
    """`trait`: only businesses of that trait do it (0: any). `item`: the listing item that a grave case falls under."""

    field: str
    basis: str
    facts: str
    item: str
    weight: int
    trait: int = 0


VIOLATIONS = (
    Violation(
        "食品", "《食品安全法》第一百二十四条第一款第五项", "销售超过保质期的预包装食品", "第五条第三项", 90, FOOD
    ),
    Violation("食品", "《食品安全法》第一百二十二条第一款", "未取得食品经营许可从事餐饮服务", "第五条第一项", 40, FOOD),
    Violation(
        "食品", "《食品安全法》第一百二十六条第一款", "未按规定建立并遵守进货查验记录制度", "第五条第四项", 80, FOOD
    ),
    Violation(
        "食品",
        "《食品安全法》第一百二十四条第一款第一项",
        "经营农药残留超过标准限量的食用农产品",
        "第五条第三项",
        40,
        FOOD,
    ),
    Violation("药品", "《药品管理法》第一百一十七条第一款", "销售劣药", "第六条第一项", 20, DRUG),
    Violation(
        "医疗器械", "《医疗器械监督管理条例》第八十六条", "经营无合格证明文件的医疗器械", "第六条第二项", 14, DEVICE
    ),
    Violation("特种设备", "《特种设备安全法》第八十四条", "使用未经定期检验的特种设备", "第七条第一项", 30, EQUIPMENT),
    Violation(
        "产品质量",
        "《产品质量法》第四十九条",
        "销售不符合保障人体健康和人身财产安全标准的产品",
        "第七条第二项",
        30,
        CHEMICALS,
    ),
    Violation("产品质量", "《产品质量法》第五十条", "以不合格产品冒充合格产品", "第七条第二项", 30),
    Violation("计量", "《计量法实施细则》第四十三条", "使用未经检定的计量器具", "第八条第三项", 24),
    Violation("价格", "《价格法》第四十二条", "未按规定明码标价", "第九条第三项", 40),
    Violation("广告", "《广告法》第五十七条", "发布使用“最佳”等绝对化用语的广告", "第九条第五项", 30),
    Violation("不正当竞争", "《反不正当竞争法》第二十条", "对商品作引人误解的商业宣传", "第九条第一项", 16),
    Violation("知识产权", "《商标法》第六十条第二款", "销售侵犯注册商标专用权的商品", "第九条第二项", 24),
    Violation("消费者权益", "《消费者权益保护法》第五十六条", "预收费用后未按约定提供服务", "第八条第二项", 14),
    Violation("登记注册", "《市场主体登记管理条例》第四十六条", "未按规定办理变更登记", "第十条第二项", 40),
    Violation("电子商务", "《电子商务法》第七十六条", "未在首页显著位置公示营业执照信息", "第九条第六项", 16),
)


class Sanction(NamedTuple):
    """`grave`: a heavier penalty, whatever the fine."""

    types: str
    weight: int
    fined: bool
    grave: bool


SANCTIONS = (
    Sanction("罚款", 430, fined=True, grave=False),
    Sanction("警告", 170, fined=False, grave=False),
    Sanction("警告、罚款", 110, fined=True, grave=False),
    Sanction("没收违法所得、罚款", 140, fined=True, grave=False),
    Sanction("没收非法财物、罚款", 80, fined=True, grave=False),
    Sanction("通报批评", 20, fined=False, grave=False),
    Sanction("责令停产停业、罚款", 16, fined=True, grave=True),
    Sanction("吊销许可证件、没收违法所得、罚款", 10, fined=True, grave=True),
    Sanction("限制开展生产经营活动", 6, fined=False, grave=True),
    Sanction("吊销营业执照", 6, fined=False, grave=True),
)
