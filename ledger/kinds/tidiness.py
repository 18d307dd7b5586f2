"""A check of hygiene and of things in their fixed places (环境卫生、定置检查), with desks left empty (R24)."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.fields import Choice, Choices, Context, Date, LongText, Person, Row, Rows, Text, Whole
from ledger.kinds.kind import Kind, Values

DESK = (
    ("文件月盘点", "每月", "文件（含电子文件）分成必要和不要两类：不要的销毁，必要的交档案室"),
    ("办件资料日盘点", "每日", "申请人的申报材料、表单和记录（含电子文件）当日清点，应转办的按时转出"),
    ("物品分类标识", "随时", "物品按类放置、排列整齐，有标识"),
    ("桌面物品", "随时", "桌面只放文件、笔筒、案头用品、电脑、口杯、电话、文具和在用文件"),
    ("在用文件竖放", "随时", "正在使用的文件竖立放置"),
    ("文具集中", "随时", "笔、订书器、橡皮、便利贴、计算器集中在同一区域"),
    ("线缆有序", "随时", "电脑线、电话线理顺，不散乱"),
    ("离岗清桌", "离开半小时以上", "桌面已经清理"),
    ("桌椅电脑定位", "随时", "桌椅数量、位置固定；电脑在右前方，屏幕服务对象可见；主机在桌下，桌洞不堆物"),
    ("抽屉", "随时", "尽量不放办公用品；最下层放A4文件、资料、空白稿纸和不常用的文具"),
    ("离岗告示", "离开20分钟以上", "放置“临时有事，请稍候”桌签"),
)
"""The eleven points of a desk: name, how often or when, what is looked at (A21, 6.1, in the order of its text)."""

HYGIENE = (
    "门窗、柜台、地面清洁",
    "照明完好明亮",
    "宣传品定点摆放",
    "门窗柜台无乱贴",
    "无卫生死角",
    "便民设施齐全完好",
)
"""Points of hygiene (A02 2.2; A03, third of 四查四看)."""

SIGN_AFTER, CLEAR_AFTER = 20, 30
"""Minutes of absence after which a sign stands on the desk, and after which the desk is cleared (A21, 6.1.2).

Its 以上 is read as more than: at 20 minutes sharp nothing is amiss yet.
"""

PASSED, FAILED = "合格", "不合格"


def absence_faults(minutes: int, sign: str | None, cleared: str | None) -> tuple[str, ...]:
    """What was not done at a desk left for so many `minutes`; `sign` and `cleared` are 是 or 否 (A21, 6.1.2)."""
    wanted = (
        (SIGN_AFTER, sign, "没有放置“临时有事，请稍候”桌签"),
        (CLEAR_AFTER, cleared, "没有清理桌面"),
    )
    return tuple(words for after, done, words in wanted if minutes > after and done != "是")


def _faults(row: Row) -> tuple[str, ...]:
    minutes = row.get("minutes")
    return () if minutes is None else absence_faults(minutes, row.get("sign"), row.get("cleared"))


def _fill(values: Values, context: Context) -> Values:
    rows, absences = values.get("rows") or (), values.get("absences") or ()
    if not rows and not absences:
        return {}
    failed = sum(row["result"] == FAILED for row in rows) + sum(bool(_faults(row)) for row in absences)
    return {"failed": failed, "conclusion": FAILED if failed else PASSED}


def _doubts(values: Values) -> Iterator[str]:
    rows = values.get("rows") or ()
    failed = sum(row["result"] == FAILED for row in rows)
    failed += sum(bool(_faults(row)) for row in values.get("absences") or ())
    stated = values.get("failed")
    if stated is not None and stated != failed:
        yield f"登记不合格{stated}项，逐项数下来是{failed}项"
    if values.get("conclusion") == PASSED and failed:
        yield f"有{failed}项不合格，检查结论却是{PASSED}"
    for row in rows:
        if row["result"] == PASSED and row.get("problem"):
            yield f"“{row['item']}”写了问题，结果却是{PASSED}"
        if row.get("done") and values.get("date") and row["done"] < values["date"]:
            yield f"“{row['item']}”的整改日期早于检查日期"


ROWS = Rows(
    name="rows",
    label="检查情况",
    required=True,
    sample=[
        {"item": "桌面物品", "result": "合格", "problem": "", "measure": "", "owner": "", "done": ""},
        {
            "item": "线缆有序",
            "result": "不合格",
            "problem": "三号窗口电话线散落",
            "measure": "当场用扎带理顺",
            "owner": "周启明",
            "done": "7月20日",
        },
    ],
    columns=(
        Choice(
            name="item",
            label="项目",
            required=True,
            choices=(*(name for name, _, _ in DESK), *HYGIENE),
            other=True,
            width=22,
        ),
        Choice(name="result", label="结果", required=True, choices=(PASSED, FAILED, "不适用"), width=8),
        Text(name="problem", label="问题", most=1000, width=20),
        Text(name="measure", label="整改", most=1000, width=20),
        Person(name="owner", label="整改人", width=8),
        Date(name="done", label="整改日期", width=11),
    ),
)
ABSENCES = Rows(
    name="absences",
    label="离岗检查",
    sample=[{"post": "五号窗口", "minutes": 25, "sign": "是", "cleared": "否"}],
    columns=(
        Text(name="post", label="窗口（岗位）", required=True, width=20),
        Whole(name="minutes", label="离岗分钟", required=True, width=8),
        Choice(name="sign", label="放置桌签", required=True, choices=("是", "否"), width=8),
        Choice(name="cleared", label="清理桌面", required=True, choices=("是", "否"), width=8),
    ),
)

KIND = Kind(
    slug="tidiness",
    title="环境卫生与定置检查",
    paper="环境卫生与定置检查表",
    number="R24",
    group="检查整改",
    date="date",
    subject="{area}环境卫生与定置检查表",
    note="一次检查记一份，逐项写合格或不合格；离岗20分钟以上要放桌签，半小时以上要清理桌面。",
    fill=_fill,
    doubts=_doubts,
    fields=(
        Text(name="area", label="检查区域", required=True, essential=True, sample="办税服务厅", width=18),
        Date(name="date", label="检查日期", required=True, sample="2015年7月20日", width=12),
        Choices(
            name="elements",
            label="涉及要素",
            choices=("整理", "整顿", "清扫", "清洁", "安全", "素养"),
            sample="整理、清扫",
            indexed=False,
        ),
        Person(name="checker", label="检查人", required=True, sample="沈文君"),
        ROWS,
        ABSENCES,
        Whole(name="failed", label="不合格项数", hint="留空时自动统计", sample=1, width=8),
        Choice(
            name="conclusion",
            label="检查结论",
            choices=(PASSED, FAILED),
            hint="留空时：有一项不合格就是不合格",
            sample=FAILED,
        ),
        LongText(name="note", label="备注", sample="不合格项当日已整改"),
    ),
)
