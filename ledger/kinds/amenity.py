"""Facilities and things for clients' convenience (服务设施、便民用品): how many, where, whether whole (R26)."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.fields import Choice, Context, Date, LongText, Person, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

NAMES = (
    "服务公示栏",
    "引导牌",
    "宣传栏",
    "便民书报角",
    "饮水机",
    "便民药箱",
    "书写台",
    "填写样张",
    "水笔",
    "胶水",
    "针线",
    "老花镜",
    "意见箱",
    "意见簿",
    "盲人用触摸键盘",
    "语音点钞器",
    "助盲识币签名卡",
)
"""What the sources name (A02 3.3, A03, A07, A10)."""

WHOLE, PARTLY, BROKEN = "完好", "部分损坏", "全部损坏"


def _fill(values: Values, context: Context) -> Values:
    count, intact = values.get("count"), values.get("intact")
    if count is None or intact is None or not 0 <= intact <= count or not count:
        return {}
    return {"state": WHOLE if intact == count else PARTLY if intact else BROKEN}


def _doubts(values: Values) -> Iterator[str]:
    count, intact, state = (values.get(name) for name in ("count", "intact", "state"))
    if count is not None and intact is not None:
        if intact > count:
            yield f"完好{intact}件，多于数量{count}件"
        elif count and state and state != _fill(values, Context())["state"]:
            yield f"数量{count}件，完好{intact}件，状况却填{state}"


KIND = Kind(
    slug="amenity",
    title="服务设施与便民用品",
    paper="服务设施便民用品清单",
    number="R26",
    group="检查整改",
    form=Form.REGISTER,
    date="date",
    subject="{name}",
    note="一种设施或用品记一条，检查时更新数量和完好情况，更换后填更换日期。",
    fill=_fill,
    doubts=_doubts,
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Choice(
            name="name",
            label="名称",
            required=True,
            essential=True,
            choices=NAMES,
            other=True,
            sample="老花镜",
            width=16,
        ),
        Text(name="place", label="位置", required=True, sample="办税服务厅填单台", width=20),
        Whole(name="count", label="数量", required=True, sample=3, width=6),
        Whole(name="intact", label="完好数", required=True, sample=2, width=6),
        Choice(
            name="state",
            label="状况",
            choices=(WHOLE, PARTLY, BROKEN),
            hint="留空时按数量和完好数填写",
            sample=PARTLY,
            width=8,
        ),
        Date(name="date", label="检查日期", required=True, sample="2015年7月3日", width=11),
        Date(name="replaced", label="更换日期", sample="7月6日", width=11),
        Person(name="keeper", label="责任人", required=True, sample="周启明", width=8),
        LongText(name="note", label="备注", indexed=True, sample="一副镜腿断裂，已更换", width=20),
    ),
)
