"""The record of a study, training or drill (学习、培训、练兵): who taught whom what, and how it was tested."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from ledger.fields import (
    BoundedNumber,
    Choice,
    Context,
    Date,
    LongText,
    People,
    Percent,
    Person,
    Rows,
    Score,
    Text,
    Time,
)
from ledger.kinds.kind import Kind, Values

FORMS = ("自学自练", "集中学习", "专题讲座", "业务培训", "讨论交流", "知识测试", "情景模拟", "其他")
"""The six methods of drill of A04, and the scenario simulation of A14 (R07)."""
RESULTS = Rows(
    name="results",
    label="考核结果",
    sample=[
        {"person": "周启明", "score": "92", "result": "合格"},
        {"person": "陆一鸣", "score": "88", "result": "合格"},
    ],
    columns=(
        Person(name="person", label="姓名", required=True, width=10),
        Score(name="score", label="成绩", width=8),
        Choice(name="result", label="结果", required=True, choices=("合格", "不合格", "缺考"), width=8),
    ),
)


def _fill(values: Values, context: Context) -> Values:
    """The share of those tested who passed, in per cent to two places."""
    rate = _rate(values)
    return {} if rate is None else {"rate": rate}


def _doubts(values: Values) -> Iterable[str]:
    """Times, people and results that deny each other (R07)."""
    start, end = values.get("start"), values.get("end")
    if start and end and end <= start:
        yield "结束时间不晚于开始时间"
    expected, present, leave = ({each.name for each in values.get(name) or ()} for name in _LISTS)
    if expected and present - expected:
        yield f"{_names(present - expected)}参加了，却不在应参加人员里"
    if present & leave:
        yield f"{_names(present & leave)}既参加又请假"
    tested = [row["person"].name for row in values.get("results") or () if row["result"] != "缺考"]
    if present and set(tested) - present:
        yield f"{_names(set(tested) - present)}有考核结果，却没有参加"
    if len(set(tested)) < len(tested):
        yield "考核结果里同一人登记了两次"
    rate = _rate(values)
    if rate is not None and values.get("rate") not in (None, rate):
        yield f"合格率与考核结果算出的{rate.normalize():f}%不一致"


_LISTS = ("expected", "present", "leave")


def _rate(values: Values) -> Decimal | None:
    """The passed among the tested, in per cent; None when no one was tested."""
    tested = [row["result"] for row in values.get("results") or () if row["result"] != "缺考"]
    if not tested:
        return None
    share = Decimal(100 * tested.count("合格")) / len(tested)
    return share.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()


def _names(names: set[str]) -> str:
    return "、".join(sorted(names))


KIND = Kind(
    slug="training",
    title="学习培训",
    paper="学习培训记录",
    number="R07",
    group="创建管理",
    date="date",
    subject="{title}学习培训记录",
    topic="学习培训",
    stage_field="stage",
    proof="签到表",
    fill=_fill,
    doubts=_doubts,
    note="学习、培训和岗位练兵的记录，一次一份；签到表可先从这里打印。",
    fields=(
        Text(name="title", label="主题", required=True, essential=True, sample="服务礼仪", width=24),
        Date(name="date", label="日期", required=True, sample="2015年7月10日", width=12),
        Time(name="start", label="开始时间", sample="15:00", indexed=False),
        Time(name="end", label="结束时间", sample="16:30", indexed=False),
        Choice(name="form", label="形式", required=True, choices=FORMS, sample="情景模拟", width=9),
        Choice(
            name="sort",
            label="学习内容",
            choices=("政治理论", "法律法规", "业务政策", "岗位技能", "服务礼仪", "申报员培训", "其他"),
            sample="服务礼仪",
            width=9,
        ),
        Text(name="place", label="地点", required=True, sample="三楼会议室", width=12),
        Person(name="host", label="主持人", sample="林晓岚"),
        Text(name="lecturer", label="讲师", required=True, hint="自学自练的写组织人", sample="市局培训师", width=10),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="检查整改"),
        BoundedNumber(name="hours", label="学时", required=True, sample="2", width=6),
        People(name="expected", label="应参加人员", sample="周启明、陆一鸣、顾清和"),
        People(name="present", label="参加人员", required=True, sample="周启明、陆一鸣"),
        People(name="leave", label="请假人员", sample="顾清和"),
        LongText(
            name="content", label="学习内容摘要", required=True, sample="坐姿、站姿和手势；\n迎送用语；\n两人一组演练。"
        ),
        RESULTS,
        Percent(name="rate", label="合格率", hint="空着的，按考核结果自动计算", sample="100", width=7),
        LongText(name="note", label="备注", sample="请假的一周内补学"),
    ),
)
