"""The record of moral lectures, great discussions and theme activities (道德讲堂、大讨论、主题活动)."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.fields import BoundedNumber, Choice, Context, Date, LongText, People, Text, Whole
from ledger.kinds.kind import Form, Kind, Values


def _fill(values: Values, context: Context) -> Values:
    """One session, and as many who came as are named, where nothing else was written."""
    present = values.get("present") or ()
    counted = BoundedNumber(name="attended", label="").read(f"{len(present)}人", context) if present else None
    return {"sessions": 1, **({"attended": counted} if counted else {})}


def _doubts(values: Values) -> Iterable[str]:
    """No session at all, or more people named than came."""
    if values.get("sessions") == 0:
        yield "场次是0"
    attended, named = values.get("attended"), len(values.get("present") or ())
    if attended and attended.value is not None and attended.bound == "exact" and named > attended.value:
        yield f"参加人数{attended.written}，少于列出的{named}人"


KIND = Kind(
    slug="lecture",
    title="道德讲堂",
    paper="道德讲堂（大讨论、主题活动）记录",
    number="R10",
    group="创建管理",
    form=Form.REGISTER,
    date="date",
    subject="{title}",
    fill=_fill,
    doubts=_doubts,
    note="道德讲堂、大讨论和主题活动，一次一条；汇总登记的写明场次。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=4),
        Date(name="date", label="日期", required=True, sample="2015年7月17日", width=11),
        Choice(
            name="sort",
            label="类别",
            required=True,
            choices=("道德讲堂", "大讨论", "主题活动", "其他"),
            sample="道德讲堂",
            width=8,
        ),
        Text(name="title", label="主题", required=True, essential=True, most=500, sample="诚信待人", width=18),
        Text(name="speaker", label="主讲", required=True, sample="身边好人代表", width=10),
        Text(name="place", label="地点", sample="三楼会议室", width=10),
        People(name="present", label="参加人员", sample="林晓岚、周启明、陆一鸣"),
        BoundedNumber(
            name="attended", label="参加人数", required=True, hint="空着的，按参加人员计数", sample="3人", width=8
        ),
        Whole(name="sessions", label="场次", required=True, hint="空着的按1场", unit="场", sample=1, width=6),
        Text(name="content", label="内容", most=4000, sample="唱歌曲、学模范、诵经典、谈感悟", width=26),
        LongText(name="note", label="备注", sample="与支部活动一并组织"),
    ),
)
