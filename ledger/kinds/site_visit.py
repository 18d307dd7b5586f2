"""A look on the site, or a meeting of departments, for a matter that is being approved (现场踏勘、协调会)."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.fields import Choice, Date, LinkTo, LongText, People, Person, Rows, Text, Time, chinese_date
from ledger.kinds.kind import Kind, Values

OPINIONS = Rows(
    name="opinions",
    label="各部门意见",
    sample=[
        {"department": "建设局", "person": "现场代表", "opinion": "平面布置符合规划要求"},
        {"department": "环保局", "person": "现场代表", "opinion": "补充排水说明后同意"},
    ],
    columns=(
        Text(name="department", label="部门", required=True, width=14),
        Text(name="person", label="参加人", width=10),
        Text(name="opinion", label="意见", most=2000, width=36),
    ),
)


def _doubts(values: Values) -> Iterable[str]:
    start, end = values.get("start"), values.get("end")
    if start and end and end < start:
        yield "结束时间早于开始时间"
    day, due = values.get("date"), values.get("due")
    if day and due and due < day:
        yield f"反馈时限{chinese_date(due)}早于踏勘或会议日期{chinese_date(day)}"
    names = [row["department"] for row in values.get("opinions") or ()]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield f"{name}的意见写了{names.count(name)}行"


KIND = Kind(
    slug="site_visit",
    title="现场踏勘与协调会",
    paper="现场踏勘（协调会）记录",
    number="R60",
    group="办件服务",
    date="date",
    subject="{project}{sort}记录",
    topic="现场踏勘",
    doubts=_doubts,
    note="需要现场踏勘、并联审批协调或会审的事项，一次一条，记各部门意见和结论。",
    fields=(
        Choice(
            name="sort",
            label="种类",
            required=True,
            choices=("现场踏勘", "并联审批协调会", "初步设计会审", "其他"),
            sample="现场踏勘",
            width=12,
        ),
        Date(name="date", label="日期", required=True, sample="2015年7月22日"),
        Text(name="project", label="项目", required=True, essential=True, sample="某仓储中心新建项目", width=20),
        Text(name="applicant", label="申请单位", sample="某仓储公司", width=14),
        LinkTo(name="case", label="对应的办件", kind="case", sample="JJ2015-0087 减免税审批"),
        Text(name="place", label="地点", required=True, sample="项目现场"),
        Time(name="start", label="开始时间", indexed=False, sample="9:30"),
        Time(name="end", label="结束时间", indexed=False, sample="11:00"),
        Text(name="lead", label="牵头部门", required=True, sample="综合窗口"),
        People(name="people", label="本单位人员", required=True, sample="林晓岚、沈文君"),
        OPINIONS,
        LongText(name="findings", label="踏勘（会议）情况", required=True, sample="查看了总平面、出入口和排水。"),
        LongText(name="conclusion", label="结论", required=True, sample="原则同意，补充排水说明后办理。"),
        Date(name="due", label="反馈时限", indexed=False, sample="2015年7月24日"),
        Person(name="recorder", label="记录人", required=True, sample="周启明"),
    ),
)
