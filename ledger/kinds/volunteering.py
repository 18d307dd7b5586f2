"""The record of volunteer service and public-benefit activities (志愿服务、公益活动)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ledger.fields import Bounded, BoundedNumber, Choice, Context, Date, LongText, Person, Text, Whole
from ledger.fields.numbers import plain
from ledger.kinds.kind import Form, Kind, Values

_DAY = 24
"""Hours of a day: an activity of one day is no longer."""


def _fill(values: Values, context: Context) -> Values:
    """The hours of all who served: people times hours, where both are exact numbers."""
    people, hours = _exact(values.get("people")), _exact(values.get("hours"))
    if people is None or hours is None:
        return {}
    return {"total": BoundedNumber(name="total", label="").read(plain(people * hours), context)}


def _doubts(values: Values) -> Iterable[str]:
    """An activity without people, one longer than a day, or a total that is not people times hours."""
    people, hours, total = (_exact(values.get(name)) for name in ("people", "hours", "total"))
    if people == 0:
        yield "参加人数是0"
    if hours is not None and hours > _DAY:
        yield f"每人时长{plain(hours)}小时，超过一天"
    if None not in (people, hours, total) and total != (people or 0) * (hours or 0):
        yield f"总时长不是人数乘每人时长（{plain((people or Decimal(0)) * (hours or Decimal(0)))}小时）"


def _exact(number: Bounded | None) -> Decimal | None:
    return number.value if number and number.bound == "exact" else None


KIND = Kind(
    slug="volunteering",
    title="志愿服务",
    paper="志愿服务（公益活动）记录",
    number="R11",
    group="创建管理",
    form=Form.REGISTER,
    date="date",
    subject="{project}",
    fill=_fill,
    doubts=_doubts,
    note="志愿服务队的活动和公益捐助，一次一条。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=4),
        Date(name="date", label="日期", required=True, sample="2015年7月25日", width=11),
        Choice(
            name="sort",
            label="类别",
            choices=("志愿服务", "公益活动", "结对帮扶", "捐助", "其他"),
            sample="志愿服务",
            width=8,
        ),
        Text(name="team", label="队伍", required=True, sample="税宣志愿队", width=12),
        Text(name="project", label="项目", required=True, essential=True, most=500, sample="税法进社区", width=18),
        Text(name="place", label="地点", sample="望潮社区", width=10),
        Person(name="leader", label="领队", sample="陆一鸣", width=6),
        BoundedNumber(name="people", label="人数", required=True, sample="6", width=6),
        BoundedNumber(name="hours", label="每人时长", required=True, hint="每人几小时，如2.5", sample="2.5", width=8),
        BoundedNumber(name="total", label="总时长", hint="小时；空着的，按人数乘每人时长计算", sample="15", width=8),
        Text(name="served", label="服务对象", required=True, most=500, sample="社区居民、个体户", width=14),
        LongText(name="note", label="备注", sample="发放明白纸80余份"),
    ),
)
