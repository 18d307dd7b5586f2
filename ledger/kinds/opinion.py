"""An opinion or suggestion from outside (意见台帐) and what became of it."""

from __future__ import annotations

from ledger.fields import Choice, Context, Date, LinkTo, LongText, Person, Text, Whole
from ledger.kinds.complaint import due
from ledger.kinds.kind import Form, Kind, Values


def _fill(values: Values, context: Context) -> Values:
    """The day of the answer where the scheme sets one (A02 5.1: three days for opinions, as for complaints)."""
    day = values.get("date")
    return {"deadline": due(day, None, context)} if day and context.stated("three_days") else {}


KIND = Kind(
    slug="opinion",
    title="意见建议",
    paper="意见台帐",
    number="R37",
    group="评议满意",
    form=Form.REGISTER,
    date="date",
    subject="{content}",
    fill=_fill,
    note="征求和收到的意见建议，一条一记，办理后填答复。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="日期", required=True, sample="2015年7月2日", width=11),
        Choice(
            name="source",
            label="来源",
            aliases=("渠道", "来源渠道", "征求方式"),
            required=True,
            choices=("座谈会", "走访", "意见箱", "问卷", "来信来访", "电话", "民主评议", "其他"),
            sample="座谈会",
            width=8,
        ),
        Text(
            name="who",
            label="提出人（单位）",
            aliases=("提出单位", "提出人姓名", "反映人"),
            sample="某纺织公司",
            width=14,
        ),
        Text(name="phone", label="联系电话", private=True, indexed=False, sample="0513-00000000"),
        Text(
            name="content",
            label="意见建议内容",
            aliases=("意见内容", "建议内容", "意见和建议", "意见建议"),
            required=True,
            essential=True,
            most=4000,
            sample="建议增加午间值班窗口",
            width=30,
        ),
        Person(name="handler", label="承办人", required=True, sample="沈文君", width=8),
        Date(name="deadline", label="答复时限", hint="有的方案要求三天内答复", sample="7月5日", indexed=False),
        Text(
            name="reply",
            label="办理与答复",
            aliases=("办理情况", "答复情况", "采纳情况"),
            most=4000,
            sample="已安排午间值班",
            width=26,
        ),
        Date(name="replied", label="答复日期", sample="7月4日", width=11),
        Choice(
            name="status",
            label="状态",
            required=True,
            choices=("办理中", "已答复", "不采纳已说明"),
            sample="已答复",
            width=9,
        ),
        LinkTo(name="visit", label="对应的走访", kind="visit", sample="走访某机械制造公司"),
        LongText(name="note", label="备注", sample="已当面答复并致谢"),
    ),
)
