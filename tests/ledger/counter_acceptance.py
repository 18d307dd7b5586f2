"""A whole acceptance of a post-office counter with failings in each group, and what it scores, summed by hand."""

from __future__ import annotations

from ledger.acceptances import point_words
from ledger.schemes.load import load_scheme

POST = load_scheme("post-counter-2011")
COUNTER = POST.tables[0]
_ITEMS = {item.no: item for item in COUNTER.items}


def words(no: str, place: int) -> str:
    """A point of the counter's table by its item and its place there, from 1."""
    return point_words(_ITEMS[no], _ITEMS[no].points[place - 1])


FAILINGS = (
    ("1.2", 2, "1", "第二季度推荐材料迟报"),
    ("2.1", 1, "1", "没有设引导员"),
    ("2.2", 1, "2", "门窗、台面积灰"),
    ("2.2", 2, "1", "一盏灯不亮"),
    ("2.2", 4, "3", "台席粘贴宣传品三处"),
    ("2.3", 3, "1", "没有产品展示区"),
    ("3.1", 1, "3", ""),
    ("3.1", 2, "2", "资费表未更新"),
    ("3.2", 1, "1", "上午提前5分钟到岗"),
    ("3.3", 2, "1", "没有意见簿"),
    ("4.1", 2, "1", "一人未佩戴工号牌"),
    ("4.4", 2, "2", ""),
    ("5.1", 3, "1", "一件意见五天才答复"),
    ("6.1", 1, "2", "查验簿、摘抄登记簿缺记"),
    ("6.3", 1, "1", "库房钥匙没有交接"),
    ("6.3", 2, "1", "大厅没有人巡视"),
    ("7.1", 1, "4", "现场测时四件超时"),
    ("7.2", 1, "1", "上传率97.2%"),
    ("8.1", 1, "96.5", "年度报表"),
    ("8.2", 1, "83.2%", "问卷汇总"),
    ("8.2", 3, "2", "投诉登记簿"),
)
"""Item, place of the point in it, what was registered, and the grounds."""

ROWS = [{"point": words(no, place), "value": value, "grounds": grounds} for no, place, value, grounds in FAILINGS]

GROUPS = {
    "组织管理": ("5", "3.5"),  # 1.1: 2; 1.2: 3 − 1.5
    "服务环境": ("10", "3"),  # 2.1: 3 − 2 = 1; 2.2: 4 − (2 + 1 + 3) stops at 0; 2.3: 3 − 1 = 2
    "服务设施": ("10", "6"),  # 3.1: 3 − (3 + 2) × 0.5 = 0.5; 3.2: 2 − 1; 3.3: 2 − 0.5; 3.4: 3
    "服务礼仪": ("20", "17"),  # 4.1: 4 − 1; 4.2: 3; 4.3: 4; 4.4: 4 − 2; 4.5: 5
    "服务质量": ("10", "9"),  # 5.1: 4 − 1; 5.2: 6
    "管理规范": ("15", "10"),  # 6.1: 5 − 2; 6.2: 3; 6.3: 4 − 1 − 2; 6.4: 3
    "生产能力": ("15", "8.5"),  # 7.1: 10 − 4; 7.2: 5 − 2.5
    "服务效果": ("15", "9.7"),  # 8.1: 5 − 3.5; 8.2: 10 − 1.8, complaints cost nothing
}
"""Each group's full points and what is left of them."""

TOTAL = "66.70"  # 3.5 + 3 + 6 + 17 + 9 + 10 + 8.5 + 9.7

TYPED = {
    "title": "第三季度",
    "table": COUNTER.name,
    "date": "2011年9月18日",
    "window": "一号营业厅",
    "assessor": "上级检查组",
    "methods": "现场察看、明查暗访",
    "checkers": "沈文君、周启明",
    "rows": ROWS,
    "comment": "营业厅环境扣分集中，限期整改后复查。",
}
"""The record as a clerk types it."""
