"""An emergency plan (应急处理预案) with its drills and the times it was put into action (R19: A08, A17)."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.fields import Choice, Date, LongText, People, Person, Rows, Text, Time, Whole
from ledger.kinds.kind import Kind, Values

ACTIONS = Rows(
    name="actions",
    label="演练与启动记录",
    sample=[
        {
            "date": "2015年7月20日",
            "sort": "演练",
            "event": "模拟系统中断半小时",
            "started": "9:00",
            "minutes": "30",
            "head": "沈文君",
            "outcome": "改为手工受理，五分钟内引导到位",
        }
    ],
    columns=(
        Date(name="date", label="日期", required=True, width=11),
        Choice(name="sort", label="性质", required=True, choices=("演练", "启动"), width=5),
        Text(name="event", label="情形", required=True, most=1000, width=16),
        Time(name="started", label="开始时间", width=6),
        Whole(name="minutes", label="用时", hint="分钟", unit="分", width=5),
        Person(name="head", label="指挥", width=6),
        Text(name="outcome", label="处置结果与改进", most=2000, width=24),
    ),
)


def _doubts(values: Values) -> Iterable[str]:
    """A drill from before the plan, or one that took no time; a revision before the plan."""
    made, revised = values.get("date"), values.get("revised")
    if made and revised and revised < made:
        yield "修订日期早于制定日期"
    for number, row in enumerate(values.get("actions") or (), 1):
        if made and row["date"] and row["date"] < made:
            yield f"第{number}行{row['sort'] or '演练'}的日期早于预案制定日期"
        if row["minutes"] == 0:
            yield f"第{number}行的用时是0分钟"


KIND = Kind(
    slug="emergency",
    title="应急预案",
    paper="应急处理预案",
    number="R19",
    group="创建管理",
    date="date",
    subject="{title}",
    stage_field="stage",
    doubts=_doubts,
    note="窗口应急处理预案，一种情形一份；演练和启动逐次登记在表里。",
    fields=(
        Text(name="title", label="预案名称", required=True, essential=True, sample="系统中断应急处理预案", width=24),
        Choice(
            name="situation",
            label="适用情形",
            required=True,
            choices=("客流高峰", "系统或网络中断", "停电", "设备故障", "人员突发疾病", "纠纷冲突", "火灾", "其他"),
            other=True,
            sample="系统或网络中断",
            width=12,
        ),
        Date(name="date", label="制定日期", required=True, sample="2015年6月15日", width=12),
        Date(name="revised", label="修订日期", sample="2015年7月22日", width=12),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="检查整改"),
        Person(name="owner", label="责任人", required=True, sample="沈文君", width=8),
        People(name="reserve", label="机动人员", hint="随时可以补位的人员", sample="陆一鸣、顾清和"),
        Text(name="trigger", label="启动条件", most=500, sample="业务系统10分钟不能恢复", indexed=False),
        LongText(
            name="procedure",
            label="处置流程",
            required=True,
            hint="每行一步，不写序号",
            sample="值班长报告负责人并联系信息中心\n导税员向办税人说明情况并分流\n窗口改用手工受理，逐件登记\n恢复后当天补录",
        ),
        ACTIONS,
        LongText(name="review", label="评估改进", sample="增备纸质受理单；补训两名机动人员。"),
    ),
)
