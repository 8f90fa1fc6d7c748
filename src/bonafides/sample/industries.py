"""Industries of the county: how often each group of entities is in one, how risky it is, and the words of its names.

The classes have the form of GB/T 4754 (a section letter and four digits); their exact numbers are from memory.
"""

from __future__ import annotations

from typing import NamedTuple

from numpy import array

FOOD, DRUG, DEVICE, EQUIPMENT, CHEMICALS, EMITS, BUILDS, TRADES = (1 << bit for bit in range(8))


class Industry(NamedTuple):
    """`weights`: enterprises, sole traders, cooperatives, other organisations. `risk`: 1000 is the average."""

    section: str
    number: str
    word: str
    shop: str
    english: str
    weights: tuple[int, int, int, int]
    risk: int
    traits: int = 0


INDUSTRIES = (
    Industry("A", "0111", "粮食种植", "种植户", "Grain", (10, 2, 260, 0), 300),
    Industry("A", "0151", "果蔬种植", "果园", "Fruit", (12, 4, 330, 0), 300),
    Industry("A", "0323", "生态养殖", "养殖场", "Livestock", (14, 8, 290, 0), 900, EMITS),
    Industry("A", "0411", "水产养殖", "渔场", "Aquaculture", (5, 3, 90, 0), 700, EMITS),
    Industry("C", "1353", "肉制品", "肉铺", "Meat Products", (6, 4, 4, 0), 2600, FOOD | EMITS),
    Industry("C", "1411", "食品", "糕点坊", "Foods", (16, 12, 8, 0), 2400, FOOD),
    Industry("C", "1512", "酒业", "酒坊", "Spirits", (5, 3, 1, 0), 2000, FOOD | EMITS),
    Industry("C", "1819", "服饰", "裁缝铺", "Garments", (14, 6, 0, 0), 900),
    Industry("C", "2110", "家具", "木器行", "Furniture", (12, 5, 0, 0), 1100, EMITS),
    Industry("C", "2669", "化工", "涂料店", "Chemicals", (8, 1, 0, 0), 2200, CHEMICALS | EMITS),
    Industry("C", "2927", "塑料制品", "塑料店", "Plastics", (14, 2, 0, 0), 1500, EMITS),
    Industry("C", "3021", "建材", "石材店", "Building Materials", (18, 5, 0, 0), 1600, EMITS),
    Industry("C", "3311", "金属制品", "铁艺店", "Metalware", (20, 6, 0, 0), 1300, EMITS),
    Industry("C", "3443", "阀门制造", "水暖店", "Valves", (9, 3, 0, 0), 1200, EQUIPMENT),
    Industry("C", "3589", "医疗器械", "器械店", "Medical Devices", (5, 1, 0, 0), 1700, DEVICE),
    Industry("E", "4710", "建筑工程", "施工队", "Construction", (40, 4, 0, 0), 1800, BUILDS),
    Industry("E", "5011", "装饰工程", "装修店", "Decoration", (34, 14, 0, 0), 1400, BUILDS),
    Industry("F", "5121", "粮油", "粮油店", "Grain and Oil", (12, 26, 6, 0), 1100, FOOD | TRADES),
    Industry("F", "5165", "商贸", "经营部", "Trading", (120, 40, 2, 0), 800, TRADES),
    Industry("F", "5181", "进出口贸易", "贸易行", "Import and Export", (14, 1, 0, 0), 1000, TRADES),
    Industry("F", "5212", "超市", "便利店", "Supermarket", (16, 110, 0, 0), 1500, FOOD),
    Industry("F", "5226", "酒水饮料", "烟酒店", "Beverages", (14, 50, 0, 0), 1400, FOOD),
    Industry("F", "5232", "服装", "服装店", "Clothing", (14, 66, 0, 0), 500),
    Industry("F", "5251", "医药", "大药房", "Pharmacy", (14, 12, 0, 0), 2100, DRUG | DEVICE),
    Industry("F", "5286", "五金机电", "五金店", "Hardware", (18, 40, 0, 0), 700),
    Industry("F", "5292", "电子商务", "网店", "E-commerce", (30, 42, 1, 0), 900),
    Industry("G", "5431", "物流", "货运部", "Logistics", (28, 30, 0, 0), 900),
    Industry("H", "6110", "酒店管理", "宾馆", "Hotel", (10, 10, 0, 0), 1300, FOOD | EQUIPMENT),
    Industry("H", "6210", "餐饮管理", "面馆", "Catering", (18, 98, 0, 0), 2300, FOOD),
    Industry("H", "6220", "餐饮服务", "小吃店", "Fast Food", (8, 74, 0, 0), 2100, FOOD),
    Industry("H", "6233", "饮品", "奶茶店", "Beverage Shop", (4, 36, 0, 0), 1700, FOOD),
    Industry("I", "6513", "信息技术", "电脑店", "Information Technology", (46, 12, 0, 0), 400),
    Industry("K", "7020", "物业服务", "物业部", "Property Services", (14, 1, 0, 0), 1500, EQUIPMENT),
    Industry("K", "7030", "房产经纪", "中介所", "Real Estate", (12, 8, 0, 0), 1200),
    Industry("L", "7241", "企业管理咨询", "咨询部", "Consulting", (44, 6, 1, 0), 500),
    Industry("L", "7251", "广告传媒", "广告部", "Advertising", (30, 14, 0, 0), 1100),
    Industry("L", "7264", "劳务派遣", "劳务部", "Labour Services", (16, 2, 0, 0), 1600, BUILDS),
    Industry("M", "7452", "检测技术", "检测部", "Testing", (8, 0, 0, 0), 1200),
    Industry("N", "7724", "环保科技", "回收站", "Environmental Technology", (14, 6, 2, 0), 1400, EMITS),
    Industry("O", "8040", "美容管理", "理发店", "Beauty", (6, 60, 0, 0), 1200),
    Industry("O", "8111", "汽车服务", "汽修店", "Auto Services", (16, 34, 0, 0), 1300, EMITS),
    Industry("P", "8391", "教育培训", "托管班", "Training", (14, 6, 0, 220), 1000),
    Industry("Q", "8425", "医疗管理", "诊所", "Clinic", (5, 8, 0, 90), 1500, DRUG | DEVICE),
    Industry("R", "9051", "文化传播", "网吧", "Culture", (20, 12, 0, 90), 700),
    Industry("S", "9429", "服务中心", "服务站", "Services", (0, 0, 0, 250), 200),
    Industry("S", "9521", "协会", "协会", "Association", (0, 0, 0, 350), 150),
)
RISK = array([one.risk for one in INDUSTRIES])
TRAITS = array([one.traits for one in INDUSTRIES])
