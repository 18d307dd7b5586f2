"""A callback (电话回访): who was served is asked on the next working day how it was, with a score of up to 10."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ledger.fields import Choice, Context, Date, LinkTo, Person, Score, Text, Whole, chinese_date
from ledger.kinds.kind import Form, Kind, Values

LEAST, MOST = Decimal(1), Decimal(10)
"""10 is very satisfied (A13); the source leaves the lower end open, 1 is this program's reading."""
_IN_TIME, _LATE = "按时", "逾期"


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    """The working day after the service (A13: 上班后先回访前一日的办事群众) and whether the call kept to it."""
    served, called = values.get("service_date"), values.get("date")
    worked = {} if served is None else {"due": context.calendar.after(served, 1)}
    due: dt.date | None = values.get("due") or worked.get("due")
    if called is None or due is None:
        return worked
    return {**worked, "kept": _IN_TIME if called <= due else _LATE}


def _doubts(values: Values) -> Iterable[str]:
    served, called, due = (values.get(name) for name in ("service_date", "date", "due"))
    if served and called and called < served:
        yield f"回访日期{chinese_date(called)}早于业务日期{chinese_date(served)}"
    elif called and due and called > due:
        yield f"回访日期{chinese_date(called)}晚于应回访日期{chinese_date(due)}"
    if called and due and values.get("kept") and (called <= due) != (values["kept"] == _IN_TIME):
        yield f"“是否按时”填“{values['kept']}”，与回访日期、应回访日期不符"


KIND = Kind(
    slug="callback",
    title="电话回访",
    paper="电话回访登记簿",
    form=Form.REGISTER,
    number="R35",
    group="评议满意",
    date="date",
    subject="回访{person}",
    fill=_fill,
    doubts=_doubts,
    note="业务办理后的下一个工作日回访，请对方打分，10分为非常满意。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="回访日期", required=True, sample="2015年7月7日", width=11),
        Date(name="service_date", label="业务日期", required=True, sample="2015年7月6日", width=11),
        Date(
            name="due",
            label="应回访日期",
            hint="业务日期的下一个工作日；留空由程序推算",
            indexed=False,
            sample="2015年7月7日",
        ),
        Text(name="item", label="办理业务", sample="减免税审批", width=14),
        LinkTo(name="complaint", label="对应的投诉", kind="complaint", sample="午间窗口无人，等候超过半小时"),
        LinkTo(name="case", label="对应的办件", kind="case", sample="JJ2015-0087 减免税审批"),
        Text(name="accepted_as", label="受理号", indexed=False, sample="JJ2015-0087"),
        Text(name="person", label="被访人", required=True, essential=True, sample="某纺织公司办事员", width=12),
        Text(name="phone", label="联系电话", private=True, indexed=False, sample="0513-00000000"),
        Choice(name="method", label="方式", choices=("电话", "实地", "网络", "其他"), sample="电话", width=6),
        Score(
            name="score",
            label="评分",
            required=True,
            least=LEAST,
            most=MOST,
            places=1,
            hint="1—10分，10分为非常满意",
            sample="10",
        ),
        Text(name="opinion", label="意见建议", most=2000, sample="没有意见", width=18),
        Text(name="handling", label="处理情况", most=2000, sample="无需处理", width=18),
        Person(name="caller", label="回访人", required=True, sample="沈文君", width=8),
        Choice(
            name="kept", label="是否按时", choices=(_IN_TIME, _LATE), hint="留空由程序比较", sample=_IN_TIME, width=7
        ),
        Text(name="note", label="备注", most=2000, indexed=False, sample="当日一次接通"),
    ),
)
